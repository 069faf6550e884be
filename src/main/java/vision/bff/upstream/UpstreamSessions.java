package vision.bff.upstream;

import java.time.Duration;

import vision.bff.chat.Chats;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.session.Sessions;
import vision.bff.session.SignIn;
import vision.bff.time.Deadline;
import vision.bff.upstream.call.LoginApi;
import vision.bff.upstream.call.Upstream;

/**
 * The sessions, as the upstream has them. The chat list is the cheapest answer that an
 * invalid session does not get.
 *
 * @param open whether anybody may sign in
 */
record UpstreamSessions(LoginApi api, Upstream upstream, Chats chats, boolean open, EvenPace pace,
		Duration budget) implements Sessions {

	@Override
	public void verify(Session session) {
		this.chats.latest(session);
	}

	/** What is wrong takes as long whether there is such an account or not. */
	@Override
	public Session signIn(SignIn signIn) {
		if (!this.open) {
			throw new ProblemException(ProblemCode.SIGN_IN_UNAVAILABLE);
		}
		long start = this.pace.start();
		try {
			return seenToWork(Deadline.within(this.budget,
					() -> this.upstream.signIn(() -> this.api.login(signIn.login(), signIn.password()))));
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.WRONG_CREDENTIALS) {
				this.pace.end(start);
			}
			throw ex;
		}
	}

	private Session seenToWork(String token) {
		try {
			Session session = Session.of(token);
			verify(session);
			return session;
		}
		catch (ProblemException ex) {
			throw (ex.code() == ProblemCode.INVALID_SESSION) ? new ProblemException(ProblemCode.SIGN_IN_UNAVAILABLE)
					: ex;
		}
	}

}
