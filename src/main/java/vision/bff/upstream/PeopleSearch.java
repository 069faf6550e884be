package vision.bff.upstream;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Person;
import vision.bff.person.NameSearch;
import vision.bff.person.PeoplePage;
import vision.bff.session.Session;
import vision.bff.upstream.call.PeopleApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.row.Rows;

/**
 * Searches for people. The site matches patterns on its stored HTML, column by column, so
 * it is asked for more than what is searched for, and the rest is left out here. Where
 * one page ends and the next begins is in the words of the site: of most releases the
 * last id, of the newest one how many there were so far.
 */
record PeopleSearch(PeopleApi api, Upstream upstream, Rows rows, Clock clock) {

	private static final int LONGEST_QUERY = 32;

	/** What could be stored, escaped or read in another way than it is typed. */
	private static final Pattern DOUBTFUL = Pattern.compile("[\\\\'\"<>&@%_\\p{Cntrl}]+");

	private static final String ANYTHING = "%";

	private static final int ASKED_AT_ONCE = 100;

	private static final int MAX_CALLS = 5;

	/** What a site may return at most, whatever it is asked for. */
	private static final int SMALLEST_ANSWER = 20;

	PeoplePage search(Session session, NameSearch search, @Nullable Long before, int limit) {
		String pattern = pattern(search);
		List<Person> found = new ArrayList<>();
		Long next = before;
		for (int call = 0; call < MAX_CALLS; call++) {
			Answered answered = asked(session, pattern, next);
			for (int i = 0; i < answered.people().size(); i++) {
				Optional<Person> person = answered.people().get(i).filter(search::finds);
				if (person.isPresent() && found.size() == limit) {
					return page(found, next);
				}
				person.ifPresent(found::add);
				next = answered.behind(i, next);
			}
			if (answered.people().size() < SMALLEST_ANSWER) {
				return page(found, null);
			}
		}
		return page(found, next);
	}

	private Answered asked(Session session, String pattern, @Nullable Long offset) {
		Upstream.Reading reading = this.upstream.read(session, ASKED_AT_ONCE,
				() -> this.api.searchPeople(session.token(), pattern, offset, ASKED_AT_ONCE));
		return new Answered(this.rows.people(reading.data()), (offset != null) ? offset : 0);
	}

	private PeoplePage page(List<Person> found, @Nullable Long next) {
		return new PeoplePage(found, next, this.clock.instant());
	}

	/**
	 * Whatever the site could have made of the term fits this. A lone {@code 0} is
	 * nothing to it.
	 */
	private static String pattern(NameSearch search) {
		String word = DOUBTFUL.matcher(search.longestWord()).replaceAll(ANYTHING);
		String cut = (word.codePointCount(0, word.length()) > LONGEST_QUERY)
				? word.substring(0, word.offsetByCodePoints(0, LONGEST_QUERY)) : word;
		return cut.equals("0") ? ANYTHING + cut : cut;
	}

	/**
	 * Some people, and nobody where a row cannot be read.
	 *
	 * @param offset with what was asked for them
	 */
	private record Answered(List<Optional<Person>> people, long offset) {

		@Nullable Long behind(int index, @Nullable Long next) {
			return isAscending() ? Long.valueOf(this.offset + index + 1)
					: this.people.get(index).map(Person::id).orElse(next);
		}

		private boolean isAscending() {
			long[] ids = this.people.stream().flatMap(Optional::stream).mapToLong(Person::id).toArray();
			return ids.length > 1 && ids[0] < ids[ids.length - 1];
		}

	}

}
