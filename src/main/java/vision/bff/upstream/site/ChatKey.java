package vision.bff.upstream.site;

import vision.bff.message.Conversation;
import vision.bff.session.Session;

/**
 * Names a chat of a session in what is remembered of it.
 */
record ChatKey(String owner, long userId) {

	static ChatKey of(Conversation conversation) {
		return of(conversation.session(), conversation.userId());
	}

	static ChatKey of(Session session, long userId) {
		return new ChatKey(session.fingerprint(), userId);
	}

}
