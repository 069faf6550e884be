package vision.bff.message;

import java.text.Normalizer;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * What is searched for: literally, in any script, whatever its case, and however its
 * characters are composed.
 */
public final class SearchTerm {

	private static final int MAX_CODE_POINTS = 100;

	private final String folded;

	private SearchTerm(String folded) {
		this.folded = folded;
	}

	/**
	 * The term in what a person typed.
	 * @param typed 1..100 code points after trimming
	 * @throws ProblemException {@code invalid-request} for anything else
	 */
	public static SearchTerm of(String typed) {
		String term = typed.strip();
		if (term.isEmpty() || term.codePointCount(0, term.length()) > MAX_CODE_POINTS) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					InvalidValue.parameter("q", "must have 1 to 100 characters after trimming"));
		}
		return new SearchTerm(fold(term));
	}

	/** Whether the term occurs in a text as people read it. */
	public boolean occursIn(String text) {
		return fold(text).contains(this.folded);
	}

	/**
	 * Composes characters (a letter and its accent are one or two of them, as the
	 * keyboard has it) and folds case character by character, so that the language of the
	 * reader does not matter.
	 */
	private static String fold(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC)
			.codePoints()
			.map((codePoint) -> Character.toLowerCase(Character.toUpperCase(codePoint)))
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
