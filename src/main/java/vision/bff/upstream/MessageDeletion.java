package vision.bff.upstream;

import vision.bff.message.Conversation;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.site.OlderMessages;

/**
 * Deletes messages of one chat. The upstream deletes a message of any chat, so it is
 * asked first whether it is one of this chat (UPSTREAM.md, "delete_message").
 */
record MessageDeletion(ChatApi api, Upstream upstream, MessageLocation location, OlderMessages older) {

	void delete(Conversation conversation, long messageId) {
		Session session = conversation.session();
		try {
			requireForDeletion(conversation, messageId);
			this.upstream.write(session, () -> this.api.deleteMessage(session.token(), messageId));
		}
		finally {
			this.older.forget(session, conversation.userId());
		}
	}

	private void requireForDeletion(Conversation conversation, long messageId) {
		try {
			this.location.requireIn(conversation, messageId);
		}
		catch (ProblemException ex) {
			if (ex.code() != ProblemCode.USER_NOT_FOUND || canBeInAnotherChat(conversation.session(), messageId)) {
				throw ex.of(Outcome.NOT_SENT);
			}
		}
	}

	/**
	 * A chat of two of whom one has blocked the other is in no list and cannot be read,
	 * though its messages can be deleted. What is in none of the chats that can be read
	 * can only be in such a one.
	 */
	private boolean canBeInAnotherChat(Session session, long messageId) {
		try {
			return this.location.canBeInListedChat(session, messageId);
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.NOT_SENT);
		}
	}

	void clear(Conversation conversation) {
		Session session = conversation.session();
		try {
			this.upstream.write(session, () -> this.api.clearChat(session.token(), conversation.userId(), 0));
		}
		finally {
			this.older.forget(session, conversation.userId());
		}
	}

}
