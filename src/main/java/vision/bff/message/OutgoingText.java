package vision.bff.message;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Fingerprint;

/**
 * A text to send, without the blanks around it, which the site would take away.
 *
 * @param value 1..3000 code points of well-formed Unicode
 * @param lenient whether it may go out although the site will change it, as the
 * preference {@code handling=lenient} says (RFC 7240 section 4.4)
 */
public record OutgoingText(String value, boolean lenient) implements OutgoingMessage {

	private static final int MAX_LENGTH = 3000;

	/**
	 * Blanks, and what has no look: also fillers, joiners and variation selectors, which
	 * Unicode counts among letters, marks and symbols (Default_Ignorable_Code_Point, and
	 * the blank of Braille).
	 */
	private static final Pattern ONLY_INVISIBLE = Pattern
		.compile("[\\p{Cc}\\p{Cf}\\p{Z}\\u034f\\u115f\\u1160\\u17b4\\u17b5"
				+ "\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\x{e0100}-\\x{e01ef}]*");

	/** What PHP's trim takes away: UPSTREAM.md, "Text". */
	private static final Pattern AROUND = Pattern.compile("\\A[ \\t\\n\\r\\x00\\x0b]+|[ \\t\\n\\r\\x00\\x0b]+\\z");

	/**
	 * The text that a person typed.
	 * @param typed 1..3000 code points, at least one of which can be seen
	 * @throws ProblemException {@code invalid-message} for anything else
	 */
	public static OutgoingText of(@Nullable String typed, boolean lenient) {
		if (typed == null) {
			throw invalid("must be given");
		}
		if (ONLY_INVISIBLE.matcher(typed).matches()) {
			throw invalid("must not be blank");
		}
		if (typed.codePoints().anyMatch((codePoint) -> Character.getType(codePoint) == Character.SURROGATE)) {
			throw invalid("must be well-formed Unicode");
		}
		int length = typed.codePointCount(0, typed.length());
		if (length > MAX_LENGTH) {
			throw invalid("must have at most 3000 characters and has %d".formatted(length));
		}
		return new OutgoingText(AROUND.matcher(typed).replaceAll(""), lenient);
	}

	/** The problem of a text that cannot be sent, with what it should be. */
	public static ProblemException invalid(String message) {
		return new ProblemException(ProblemCode.INVALID_MESSAGE, InvalidValue.pointer("/text", message));
	}

	@Override
	public Optional<String> digest() {
		return Optional.of(Fingerprint.of(this.value));
	}

}
