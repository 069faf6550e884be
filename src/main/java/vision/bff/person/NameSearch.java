package vision.bff.person;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;

import vision.bff.chat.Person;
import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * What is searched for in the names of people: literally, in any script, whatever its
 * case. A user name has an {@code @} in front of it, as the site shows it.
 *
 * @param typed without blanks around it
 */
public record NameSearch(String typed) {

	private static final int MAX_CODE_POINTS = 100;

	/**
	 * What somebody typed.
	 * @param typed 1..100 code points after trimming
	 * @throws ProblemException {@code invalid-request} for anything else
	 */
	public static NameSearch of(String typed) {
		String term = typed.strip();
		if (term.isEmpty() || term.codePointCount(0, term.length()) > MAX_CODE_POINTS) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					InvalidValue.parameter("q", "must have 1 to 100 characters after trimming"));
		}
		return new NameSearch(term);
	}

	public boolean finds(Person person) {
		String folded = fold(this.typed);
		return (person.name() != null && fold(person.name()).contains(folded))
				|| (person.username() != null && fold("@" + person.username()).contains(folded));
	}

	/**
	 * The longest of its words, since a name lies in more than one column of the site.
	 */
	public String longestWord() {
		return Arrays.stream(this.typed.split("\\s+")).max(Comparator.comparingInt(String::length)).orElseThrow();
	}

	private static String fold(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFC)
			.codePoints()
			.map((codePoint) -> Character.toLowerCase(Character.toUpperCase(codePoint)))
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
