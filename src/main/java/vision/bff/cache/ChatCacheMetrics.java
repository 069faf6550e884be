package vision.bff.cache;

import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * How the lists were served: from the cache, by a call, by the call of another, or stale.
 */
final class ChatCacheMetrics {

	private static final String REQUESTS = "vision.cache.chats.requests";

	private final Counter hits;

	private final Counter misses;

	private final Counter stale;

	private final LongAdder loaded = new LongAdder();

	private final LongAdder waited = new LongAdder();

	ChatCacheMetrics(MeterRegistry meters) {
		this.hits = meters.counter(REQUESTS, "result", "hit");
		this.misses = meters.counter(REQUESTS, "result", "miss");
		this.stale = meters.counter(REQUESTS, "result", "stale");
		FunctionCounter.builder(REQUESTS, this, (metrics) -> Math.max(0, metrics.waited.sum() - metrics.loaded.sum()))
			.tag("result", "coalesced")
			.register(meters);
	}

	void missed() {
		this.misses.increment();
	}

	/**
	 * A call of {@link #missed} gave a list.
	 */
	void loaded() {
		this.loaded.increment();
	}

	/**
	 * Somebody got a list.
	 * @param waited whether they had to wait for a call, of theirs or of another
	 */
	void served(boolean waited) {
		if (waited) {
			this.waited.increment();
		}
		else {
			this.hits.increment();
		}
	}

	void servedStale() {
		this.stale.increment();
	}

}
