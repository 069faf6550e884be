package vision.bff.web;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * One policy of how often somebody may ask: a bucket of tokens for each of them. A bucket
 * that nobody took from for its whole window is full, and is forgotten. The fields are
 * those of draft-ietf-httpapi-ratelimit-headers (sections 3 and 4), structured fields of
 * RFC 9651.
 */
final class RateLimit {

	static final String FIELD = "RateLimit";

	static final String POLICY_FIELD = "RateLimit-Policy";

	private final RateLimitProperties properties;

	private final Cache<String, Bucket> buckets;

	private final TimeMeter time;

	private final String item;

	private final String policy;

	private final Counter refusals;

	RateLimit(String name, RateLimitProperties properties, Ticker ticker, MeterRegistry meters) {
		this.properties = properties;
		this.buckets = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(properties.maxBuckets())
			.expireAfterAccess(Duration.ofSeconds(properties.window()))
			.build();
		this.time = new Ticks(ticker);
		this.item = "\"" + name + "\"";
		this.policy = this.item + ";q=" + properties.burst() + ";w=" + properties.window();
		this.refusals = Counter.builder("vision.rate.limit.refusals")
			.description("Requests refused because there were too many")
			.tag("policy", name)
			.register(meters);
	}

	/**
	 * Takes a token of somebody, and tells in the answer what is left.
	 * @throws ProblemException {@code too-many-requests} if there was none
	 */
	void charge(String somebody, HttpServletResponse response) {
		ConsumptionProbe probe = this.buckets.get(somebody, (added) -> bucket()).tryConsumeAndReturnRemaining(1);
		response.setHeader(POLICY_FIELD, this.policy);
		response.setHeader(FIELD, this.item + ";r=" + probe.getRemainingTokens() + ";t="
				+ Math.ceilDiv(probe.getNanosToWaitForReset(), 1_000_000_000L));
		if (!probe.isConsumed()) {
			this.refusals.increment();
			throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS)
				.retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}
	}

	private Bucket bucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.properties.burst())
				.refillGreedy(this.properties.perSecond(), Duration.ofSeconds(1)))
			.withCustomTimePrecision(this.time)
			.build();
	}

	private record Ticks(Ticker ticker) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return this.ticker.read();
		}

		@Override
		public boolean isWallClockBased() {
			return false;
		}

	}

}
