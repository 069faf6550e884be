package vision.bff.live.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * How long clients of event streams wait.
 */
final class StreamMeters {

	private static final Duration[] LEVELS = { Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
			Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5),
			Duration.ofSeconds(8) };

	private final Timer firstEvent;

	private final Timer lag;

	StreamMeters(MeterRegistry meters) {
		this.firstEvent = timer("vision.live.first.event", "From the request of a stream to its first event", meters);
		this.lag = timer("vision.live.lag", "From a change that was seen to its event that was written", meters);
	}

	private static Timer timer(String name, String description, MeterRegistry meters) {
		return Timer.builder(name).description(description).serviceLevelObjectives(LEVELS).register(meters);
	}

	void firstEventAfter(long nanos) {
		this.firstEvent.record(nanos, TimeUnit.NANOSECONDS);
	}

	void laggedBehind(long nanos) {
		this.lag.record(nanos, TimeUnit.NANOSECONDS);
	}

}
