package vision.bff.upstream.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import vision.bff.upstream.answer.Answer;

/**
 * Whether the owner of the site has switched its API off (UPSTREAM.md, "Switched off"),
 * for those who watch the service.
 */
final class ApiSwitch {

	private static final Log logger = LogFactory.getLog(ApiSwitch.class);

	private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

	private final Ticker ticker;

	private final AtomicLong quietUntil;

	private volatile boolean off;

	ApiSwitch(Ticker ticker, MeterRegistry meters) {
		this.ticker = ticker;
		this.quietUntil = new AtomicLong(ticker.read());
		Gauge.builder("vision.upstream.api.disabled", this, (api) -> api.off ? 1 : 0)
			.description("1 while the owner of the site has its API switched off")
			.register(meters);
	}

	void observe(Answer answer) {
		if (answer instanceof Answer.Disabled) {
			this.off = true;
			long now = this.ticker.read();
			long quiet = this.quietUntil.get();
			if (now - quiet >= 0 && this.quietUntil.compareAndSet(quiet, now + QUIET_NANOS)) {
				logger.warn("The site has its API switched off, so that nothing can be done");
			}
		}
		else if (answer instanceof Answer.Success || answer instanceof Answer.Empty) {
			this.off = false;
		}
	}

}
