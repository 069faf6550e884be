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

	/**
	 * Begins a session there, which has been seen to work. Others of the same person go
	 * on.
	 * @throws ProblemException {@code wrong-credentials}, whether there is such an
	 * account or not; {@code sign-in-unavailable} where nobody can sign in
	 */
	Session signIn(SignIn signIn);

}
