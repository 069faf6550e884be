package vision.bff.cache;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what becomes of chat lists.
 */
final class ChatListMeters {

	private final MeterRegistry meters;

	private final Map<String, Counter> served;

	private final Map<Enum<?>, Counter> evicted;

	ChatListMeters(MeterRegistry meters) {
		this.meters = meters;
		this.served = Stream.of("hit", "miss", "coalesced", "stale")
			.collect(Collectors.toMap(Function.identity(), this::counter));
		this.evicted = Stream
			.<Enum<?>>concat(Stream.of(EvictionReason.values()),
					Stream.of(RemovalCause.values()).filter(RemovalCause::wasEvicted))
			.collect(Collectors.toMap(Function.identity(), this::counter));
	}

	void watch(AsyncCache<Object, Object> lists) {
		Gauge.builder("vision.cache.chats.size", lists, (cache) -> cache.synchronous().estimatedSize())
			.description("Chat lists in the cache")
			.register(this.meters);
	}

	void served(String result) {
		Objects.requireNonNull(this.served.get(result)).increment();
	}

	/** Counts what had to go by itself. What we evict is counted by its reason. */
	void removed(RemovalCause cause) {
		if (cause.wasEvicted()) {
			evicted(cause);
		}
	}

	void evicted(Enum<?> reason) {
		Objects.requireNonNull(this.evicted.get(reason)).increment();
	}

	private Counter counter(String result) {
		return Counter.builder("vision.cache.chats.requests")
			.description("Chat lists that were wanted")
			.tag("result", result)
			.register(this.meters);
	}

	private Counter counter(Enum<?> reason) {
		return Counter.builder("vision.cache.chats.evictions")
			.description("Chat lists that left the cache")
			.tag("reason", reason.name().toLowerCase(Locale.ROOT))
			.register(this.meters);
	}

}
