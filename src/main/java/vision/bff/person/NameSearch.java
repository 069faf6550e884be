package vision.bff.person;

import java.util.Arrays;
import java.util.Comparator;

import vision.bff.chat.Person;
import vision.bff.message.SearchTerm;
import vision.bff.problem.ProblemException;

/**
 * What is searched for in the names of people: literally, in any script, whatever its
 * case. A user name has an {@code @} in front of it, as the site shows it.
 *
 * @param typed without blanks around it
 */
public record NameSearch(String typed, SearchTerm term) {

	/**
	 * What somebody typed.
	 * @param typed 1..100 code points after trimming
	 * @throws ProblemException {@code invalid-request} for anything else
	 */
	public static NameSearch of(String typed) {
		return new NameSearch(typed.strip(), SearchTerm.of(typed));
	}

	public boolean finds(Person person) {
		return (person.name() != null && this.term.occursIn(person.name()))
				|| (person.username() != null && this.term.occursIn("@" + person.username()));
	}

	/**
	 * The longest of its words, since a name lies in more than one column of the site.
	 */
	public String longestWord() {
		return Arrays.stream(this.typed.split("\\s+")).max(Comparator.comparingInt(String::length)).orElseThrow();
	}

}
