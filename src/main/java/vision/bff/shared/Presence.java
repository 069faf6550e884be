package vision.bff.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the store is there, for those who watch the service: a metric, a part of the
 * health, and a warning once a minute at most. It is no reason to take a replica out of
 * service, which goes on by itself meanwhile.
 */
final class Presence implements HealthIndicator {

	private static final Log logger = LogFactory.getLog(Presence.class);

	private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

	private final Ticker ticker;

	private final AtomicLong quietUntil;

	private final Counter failures;

	private volatile boolean away;

	Presence(Ticker ticker, MeterRegistry meters) {
		this.ticker = ticker;
		this.quietUntil = new AtomicLong(ticker.read());
		this.failures = Counter.builder("vision.shared.failures")
			.description("Commands that the shared store did not carry out")
			.register(meters);
		Gauge.builder("vision.shared.away", this, (presence) -> presence.away ? 1 : 0)
			.description("1 while the shared store does not answer")
			.register(meters);
	}

	void answered() {
		if (this.away) {
			this.away = false;
			logger.info("The shared store is back");
		}
	}

	/**
	 * The failure itself is not told: it can hold an address with a password.
	 */
	void failed(Exception failure) {
		this.failures.increment();
		this.away = true;
		if (!(failure instanceof CallNotPermittedException)) {
			warn("The shared store is away (" + root(failure).getClass().getSimpleName()
					+ "): lists and limits are those of this process, and sends with an Idempotency-Key are refused");
		}
	}

	/**
	 * Says something once a minute at most.
	 */
	void warn(String text) {
		long now = this.ticker.read();
		long quiet = this.quietUntil.get();
		if (now - quiet >= 0 && this.quietUntil.compareAndSet(quiet, now + QUIET_NANOS)) {
			logger.warn(text);
		}
	}

	private static Throwable root(Throwable failure) {
		return (failure.getCause() != null) ? root(failure.getCause()) : failure;
	}

	@Override
	public Health health() {
		return this.away ? Health.status("AWAY").build() : Health.up().build();
	}

}
