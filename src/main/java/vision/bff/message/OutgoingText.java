package vision.bff.message;

import java.util.PrimitiveIterator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * A text that the upstream can store as it is written: UPSTREAM.md, "send_message".
 * Beyond these bounds it says that it sent what it did not store.
 *
 * @param value 1..3000 code points, and no more than 3000 characters once escaped
 */
public record OutgoingText(String value) {

	private static final int MAX_LENGTH = 3000;

	/** What PHP's trim takes away. */
	private static final Pattern AROUND = Pattern.compile("\\A[ \\t\\n\\r\\x00\\x0b]+|[ \\t\\n\\r\\x00\\x0b]+\\z");

	/**
	 * The text that a person typed.
	 * @throws ProblemException {@code invalid-message} if it cannot be sent
	 */
	public static OutgoingText of(@Nullable String typed) {
		if (typed == null) {
			throw invalid("must be given");
		}
		if (typed.isBlank() || typed.chars().allMatch((character) -> character <= ' ')) {
			throw invalid("must not be blank");
		}
		if (typed.equals("0")) {
			throw invalid("must not be a lone 0, which the site refuses");
		}
		if (!typed.codePoints().allMatch(OutgoingText::isCharacter)) {
			throw invalid("must be well-formed Unicode");
		}
		int length = typed.codePointCount(0, typed.length());
		if (length > MAX_LENGTH) {
			throw invalid("must have at most 3000 characters and has %d".formatted(length));
		}
		int escaped = typed.codePoints().map(OutgoingText::escapedLength).sum();
		if (escaped > MAX_LENGTH) {
			throw invalid(
					"must have at most 3000 characters once escaped and has %d: & counts 5, < and > 4, quotes 7, a newline 2"
						.formatted(escaped));
		}
		return new OutgoingText(typed);
	}

	/**
	 * The text without the blanks around it, which the site takes away.
	 */
	public String trimmed() {
		return AROUND.matcher(this.value).replaceAll("");
	}

	/**
	 * Whether a text can be what the site made of this one: it takes characters away and
	 * replaces blanks, but adds nothing.
	 */
	public boolean canBecome(String stored) {
		PrimitiveIterator.OfInt typed = this.value.codePoints().iterator();
		return stored.codePoints().filter((codePoint) -> !Character.isWhitespace(codePoint)).allMatch((codePoint) -> {
			while (typed.hasNext()) {
				if (typed.nextInt() == codePoint) {
					return true;
				}
			}
			return false;
		});
	}

	/**
	 * Whether a text is what the site makes of this one, blanks aside. Only of a text
	 * that has in it what some site takes away can it be less than the whole.
	 */
	public boolean isStoredAs(String stored) {
		boolean changes = this.value.chars().anyMatch((character) -> "<\\'".indexOf(character) >= 0);
		return canBecome(stored) && (changes || letters(stored) == letters(this.value));
	}

	private static long letters(String text) {
		return text.codePoints().filter((codePoint) -> !Character.isWhitespace(codePoint)).count();
	}

	private static boolean isCharacter(int codePoint) {
		return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
	}

	private static int escapedLength(int codePoint) {
		return switch (codePoint) {
			case '&' -> 5;
			case '<', '>' -> 4;
			case '"', '\'' -> 7;
			case '\n' -> 2;
			default -> 1;
		};
	}

	private static ProblemException invalid(String message) {
		return new ProblemException(ProblemCode.INVALID_MESSAGE, InvalidValue.pointer("/text", message));
	}

}
