package vision.bff.chat;

import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * The chats of the person who asks.
 */
public interface Chats {

	/**
	 * All chats of the session. They can be a few seconds old, and during an outage of
	 * the upstream a minute, but never older than the last write of the session.
	 * @throws ProblemException if the upstream cannot tell
	 */
	ChatList all(Session session);

	/**
	 * All chats of the session as they are now, for whoever knows that they have changed.
	 * @throws ProblemException if the upstream cannot tell
	 */
	ChatList latest(Session session);

	/**
	 * Clears the history for me and takes the chat off my list. The other side keeps
	 * both.
	 * @throws ProblemException {@code user-not-found} if there is no such other user
	 */
	void delete(Session session, long userId);

}
