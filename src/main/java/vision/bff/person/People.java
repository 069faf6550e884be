package vision.bff.person;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * People of the site, for whoever has a session there.
 */
public interface People {

	/** The largest number of people that one page can have. */
	int MAX_LIMIT = 100;

	/**
	 * People who have what is searched for in a name that they show, but for oneself and
	 * those who are blocked on either side.
	 * @param limit 1..{@value #MAX_LIMIT}
	 * @param before where the page before this one has ended
	 * @throws ProblemException {@code invalid-session}, or what keeps the site from
	 * telling
	 */
	PeoplePage search(Session session, NameSearch search, @Nullable Long before, int limit);

	/**
	 * Anybody, oneself too. Whether one may write to them shows only when writing.
	 * @throws ProblemException {@code user-not-found}; as {@link #search}
	 */
	Profile withId(Session session, long userId);

	/**
	 * The same by their name, whatever its case.
	 * @param username without {@code @}
	 * @throws ProblemException as {@link #withId}
	 */
	Profile withUsername(Session session, String username);

}
