package vision.bff.limits;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.HeaderNames;

/**
 * One policy of how often somebody may ask: a bucket of tokens for each of them. A bucket
 * is forgotten when it is full again, as there is nothing to know of it then, and never
 * before: while there is no room, a stranger is refused, since to forget somebody else
 * would be to fill their bucket. The fields are those of
 * draft-ietf-httpapi-ratelimit-headers (sections 3 and 4), structured fields of RFC 9651.
 */
final class RateLimit {

	private static final int TIMES_AS_MUCH_FOR_A_GROUP = 4;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	/** To look through all the buckets takes a while, so not for each stranger. */
	private static final long BETWEEN_CLEANUPS = Duration.ofMillis(100).toNanos();

	private final RateLimitProperties properties;

	private final ConcurrentMap<String, LocalBucket> buckets = new ConcurrentHashMap<>();

	private final AtomicLong cleanedUpAt;

	private final TimeMeter time;

	private final String item;

	private final Counter refusals;

	RateLimit(String name, RateLimitProperties properties, Ticker ticker, MeterRegistry meters) {
		this.properties = properties;
		this.time = new Ticks(ticker);
		this.cleanedUpAt = new AtomicLong(ticker.read());
		this.item = "\"" + name + "\"";
		this.refusals = Counter.builder("vision.rate.limit.refusals")
			.description("Requests refused because there were too many")
			.tag("policy", name)
			.register(meters);
	}

	/**
	 * Takes a token of somebody, and one of each group that they belong to. The answer
	 * tells what is left to themselves, or which group has nothing left.
	 * @param somebodyAndGroups who it is, then wider and wider groups, of which each has
	 * four times as many tokens as the one before
	 * @throws ProblemException {@code too-many-requests} if there was none
	 */
	void charge(List<String> somebodyAndGroups, HttpServletResponse response) {
		int times = 1;
		for (String payer : somebodyAndGroups) {
			ConsumptionProbe probe = take(payer, times);
			if (times == 1 || !probe.isConsumed()) {
				tell(probe, times, response);
			}
			if (!probe.isConsumed()) {
				this.refusals.increment();
				throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS)
					.retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
			}
			times *= TIMES_AS_MUCH_FOR_A_GROUP;
		}
	}

	private ConsumptionProbe take(String payer, int times) {
		LocalBucket bucket = this.buckets.get(payer);
		if (bucket == null) {
			forgetTheFullOnes();
			if (this.buckets.size() >= this.properties.maxBuckets()) {
				return ConsumptionProbe.rejected(0, SECOND, SECOND);
			}
			bucket = this.buckets.computeIfAbsent(payer, (added) -> bucket(times));
		}
		return bucket.tryConsumeAndReturnRemaining(1);
	}

	private void forgetTheFullOnes() {
		long last = this.cleanedUpAt.get();
		long now = this.time.currentTimeNanos();
		if (now - last >= BETWEEN_CLEANUPS && this.cleanedUpAt.compareAndSet(last, now)) {
			this.buckets.values().removeIf(RateLimit::isFull);
		}
	}

	private static boolean isFull(LocalBucket bucket) {
		return bucket.getAvailableTokens() >= bucket.getConfiguration().getBandwidths()[0].getCapacity();
	}

	private void tell(ConsumptionProbe probe, int times, HttpServletResponse response) {
		response.setHeader(HeaderNames.RATE_LIMIT_POLICY,
				this.item + ";q=" + (long) times * this.properties.burst() + ";w=" + this.properties.window());
		response.setHeader(HeaderNames.RATE_LIMIT, this.item + ";r=" + probe.getRemainingTokens() + ";t="
				+ Math.ceilDiv(probe.getNanosToWaitForReset(), SECOND));
	}

	private LocalBucket bucket(int times) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity((long) times * this.properties.burst())
				.refillGreedy((long) times * this.properties.perSecond(), Duration.ofSeconds(1)))
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
