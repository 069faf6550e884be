package vision.bff.cache;

import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what becomes of chat lists.
 */
record ChatListMeters(MeterRegistry meters) {

	void served(String result) {
		this.meters.counter("vision.cache.chats.requests", "result", result).increment();
	}

	void evicted(Enum<?> reason) {
		this.meters.counter("vision.cache.chats.evictions", "reason", reason.name().toLowerCase(Locale.ROOT))
			.increment();
	}

}
