package vision.bff.chat;

import java.util.List;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * The chats of the person who asks.
 */
public interface Chats {

	/**
	 * All chats, the one with the newest activity first; at most one for each person.
	 * @throws ProblemException if the upstream cannot tell
	 */
	List<Chat> all(Session session);

	/**
	 * The chat with one person.
	 * @throws ProblemException {@code user-not-found} if there is none in the list, or
	 * anything that {@link #all} throws
	 */
	default Chat with(Session session, long userId) {
		return all(session).stream()
			.filter((chat) -> chat.user().id() == userId)
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemCode.USER_NOT_FOUND,
					"There is no chat with this user in your list."));
	}

	/**
	 * Clears the history for me and takes the chat off my list. The other side keeps
	 * both.
	 * @throws ProblemException {@code user-not-found} if there is no such other user
	 */
	void delete(Session session, long userId);

}
