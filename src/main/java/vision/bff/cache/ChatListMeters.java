package vision.bff.cache;

import java.util.Locale;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what becomes of chat lists.
 */
record ChatListMeters(MeterRegistry meters) {

	void watch(AsyncCache<Object, Object> lists) {
		Gauge.builder("vision.cache.chats.size", lists, (cache) -> cache.synchronous().estimatedSize())
			.description("Chat lists in the cache")
			.register(this.meters);
	}

	void served(String result) {
		this.meters.counter("vision.cache.chats.requests", "result", result).increment();
	}

	/** Counts what had to go by itself. What we evict is counted by its reason. */
	void removed(RemovalCause cause) {
		if (cause.wasEvicted()) {
			evicted(cause);
		}
	}

	void evicted(Enum<?> reason) {
		this.meters.counter("vision.cache.chats.evictions", "reason", reason.name().toLowerCase(Locale.ROOT))
			.increment();
	}

}
