package vision.bff.cache;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what becomes of chat lists. A registry takes its time to find a counter, so each
 * is looked up once.
 */
final class ChatListMeters {

	private final MeterRegistry meters;

	private final ConcurrentMap<String, Counter> served = new ConcurrentHashMap<>();

	private final ConcurrentMap<Enum<?>, Counter> evicted = new ConcurrentHashMap<>();

	ChatListMeters(MeterRegistry meters) {
		this.meters = meters;
	}

	void watch(AsyncCache<Object, Object> lists) {
		Gauge.builder("vision.cache.chats.size", lists, (cache) -> cache.synchronous().estimatedSize())
			.description("Chat lists in the cache")
			.register(this.meters);
	}

	void served(String result) {
		this.served
			.computeIfAbsent(result, (name) -> this.meters.counter("vision.cache.chats.requests", "result", name))
			.increment();
	}

	/** Counts what had to go by itself. What we evict is counted by its reason. */
	void removed(RemovalCause cause) {
		if (cause.wasEvicted()) {
			evicted(cause);
		}
	}

	void evicted(Enum<?> reason) {
		this.evicted
			.computeIfAbsent(reason,
					(each) -> this.meters.counter("vision.cache.chats.evictions", "reason",
							each.name().toLowerCase(Locale.ROOT)))
			.increment();
	}

}
