package vision.bff.message;

import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Where chats begin.
 */
public interface Beginnings {

	/**
	 * Whether a chat has messages below an id, without marking any as seen. Where the
	 * site cannot tell, it may have. This can be a few seconds old, but never older than
	 * the last deletion of the session.
	 * @throws ProblemException if the upstream does not answer
	 */
	boolean anyBelow(Session session, long userId, long messageId);

}
