package vision.bff.live;

import java.util.OptionalInt;

import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * The cheapest sign that something has come for a session. It does not move for what the
 * session itself sends elsewhere (UPSTREAM.md, "Calls outside the page").
 */
public interface UnreadCounter {

	/**
	 * How many messages to this person are unread. Marks nothing.
	 * @return nothing if the site does not tell
	 * @throws ProblemException {@code invalid-session}, and what an outage is
	 */
	OptionalInt unread(Session session);

}
