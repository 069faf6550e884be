package vision.bff.cache;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;

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
	 * Whether the list of a session is there, so that nobody needs to wait for it.
	 */
	public boolean has(Session session) {
		CompletableFuture<?> list = Objects.requireNonNull(this.caches.getCache(CachingChats.CACHE))
			.retrieve(session.fingerprint());
		return list != null && list.isDone();
	}

	/**
	 * Does not wait for an answer that is under way, as an eviction before the invocation
	 * would.
	 */
	@CacheEvict(cacheNames = CachingChats.CACHE)
	public void forget(Session session) {
	}

}
