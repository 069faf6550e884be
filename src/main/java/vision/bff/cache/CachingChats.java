package vision.bff.cache;

import org.springframework.cache.annotation.Cacheable;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.session.Session;

/**
 * Asks once for all that want the same list at the same time, and for those who come
 * within a few seconds.
 */
class CachingChats implements Chats {

	static final String CACHE = "chats";

	private final Chats delegate;

	private final Evictions evictions;

	private final ChatCacheMetrics metrics;

	CachingChats(Chats delegate, Evictions evictions, ChatCacheMetrics metrics) {
		this.delegate = delegate;
		this.evictions = evictions;
		this.metrics = metrics;
	}

	@Override
	@Cacheable(cacheNames = CACHE, sync = true)
	public ChatList all(Session session) {
		this.metrics.missed();
		ChatList list = this.delegate.all(session);
		this.metrics.loaded();
		return list;
	}

	@Override
	public void delete(Session session, long userId) {
		try {
			this.delegate.delete(session, userId);
		}
		finally {
			this.evictions.evict(session, Evictions.Reason.CLEAR);
		}
	}

}
