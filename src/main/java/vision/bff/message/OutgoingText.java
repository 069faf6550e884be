package vision.bff.message;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * A text to send, without the blanks around it, which the site would take away.
 *
 * @param value 1..3000 code points of well-formed Unicode
 * @param lenient whether it may go out although the site will change it, as the
 * preference {@code handling=lenient} says (RFC 7240 section 4.4)
 */
public record OutgoingText(String value, boolean lenient) {

	private static final int MAX_LENGTH = 3000;

	/** What PHP's trim takes away: UPSTREAM.md, "Text". */
	private static final Pattern AROUND = Pattern.compile("\\A[ \\t\\n\\r\\x00\\x0b]+|[ \\t\\n\\r\\x00\\x0b]+\\z");

	/**
	 * The text that a person typed.
	 * @param typed 1..3000 code points, not only blanks
	 * @throws ProblemException {@code invalid-message} for anything else
	 */
	public static OutgoingText of(@Nullable String typed, boolean lenient) {
		if (typed == null) {
			throw invalid("must be given");
		}
		if (typed.isBlank() || typed.chars().allMatch((character) -> character <= ' ')) {
			throw invalid("must not be blank");
		}
		if (!typed.codePoints().allMatch(OutgoingText::isCharacter)) {
			throw invalid("must be well-formed Unicode");
		}
		int length = typed.codePointCount(0, typed.length());
		if (length > MAX_LENGTH) {
			throw invalid("must have at most 3000 characters and has %d".formatted(length));
		}
		return new OutgoingText(AROUND.matcher(typed).replaceAll(""), lenient);
	}

	/**
	 * The problem of a text that cannot be sent.
	 * @param message what it should be, for a developer to read
	 */
	public static ProblemException invalid(String message) {
		return new ProblemException(ProblemCode.INVALID_MESSAGE, InvalidValue.pointer("/text", message));
	}

	private static boolean isCharacter(int codePoint) {
		return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
	}

}
