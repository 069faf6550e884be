package vision.bff.cache;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;

import vision.bff.chat.ChatList;
import vision.bff.session.Session;

/**
 * The lists that need not be asked for again.
 */
class FreshLists {

	private final CacheManager caches;

	FreshLists(CacheManager caches) {
		this.caches = caches;
	}

	/**
	 * The list of a session if it is there, so that nobody needs to wait for it.
	 */
	public Optional<ChatList> of(Session session) {
		CompletableFuture<?> list = Objects.requireNonNull(this.caches.getCache(CachingChats.CACHE))
			.retrieve(session.fingerprint());
		return (list != null && list.state() == Future.State.SUCCESS) ? Optional.of((ChatList) list.resultNow())
				: Optional.empty();
	}

	/**
	 * Does not wait for an answer that is under way, as an eviction before the invocation
	 * would.
	 */
	@CacheEvict(cacheNames = CachingChats.CACHE)
	public void forget(Session session) {
	}

}
