package vision.bff.session;

import vision.bff.problem.ProblemException;

/**
 * What the upstream knows of sessions.
 */
public interface Sessions {

	/**
	 * Asks the upstream itself whether it knows a session.
	 * @throws ProblemException {@code invalid-session} if it does not, or what keeps it
	 * from telling
	 */
	void verify(Session session);

}
