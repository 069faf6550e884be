package vision.bff.cache;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.session.Session;

/**
 * Lists chats from the cache.
 */
record CachingChats(Chats delegate, ChatListCache cache) implements Chats {

	@Override
	public ChatList all(Session session) {
		return this.cache.get(session, () -> this.delegate.all(session));
	}

	@Override
	public ChatList latest(Session session) {
		this.cache.evict(session, EvictionReason.OUTDATED);
		return all(session);
	}

	@Override
	public void delete(Session session, long userId) {
		new EvictingCalls(this.cache).after(session, EvictionReason.CLEAR, () -> this.delegate.delete(session, userId));
	}

}
