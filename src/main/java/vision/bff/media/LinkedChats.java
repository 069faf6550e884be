package vision.bff.media;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.session.Session;

/**
 * Chats with people whose pictures are here.
 */
public record LinkedChats(Chats delegate, MediaLinks links) implements Chats {

	@Override
	public ChatList all(Session session) {
		return linked(session, this.delegate.all(session));
	}

	@Override
	public ChatList latest(Session session) {
		return linked(session, this.delegate.latest(session));
	}

	private ChatList linked(Session session, ChatList list) {
		SessionLinks own = this.links.of(session);
		return new ChatList(list.items().stream().map(own::in).toList(), list.asOf(), list.stale());
	}

	@Override
	public void delete(Session session, long userId) {
		this.delegate.delete(session, userId);
	}

}
