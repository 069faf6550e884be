package vision.bff.web;

import java.time.Duration;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.jspecify.annotations.Nullable;

import vision.bff.session.Session;

/**
 * What is left of everybody's share. A session that has not had a good answer yet lives
 * at the expense of its address as well, so that inventing sessions does not help.
 */
final class RateLimits {

	/** Long after a bucket is full again, so that forgetting it changes nothing. */
	private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

	private static final int MAX_BUCKETS = 100_000;

	private final RateLimitProperties properties;

	private final TimeMeter time;

	private final Cache<String, Share> sessions;

	private final Cache<String, Share> addresses;

	RateLimits(RateLimitProperties properties, Ticker ticker) {
		this.properties = properties;
		this.time = new TickerTime(ticker);
		this.sessions = shares(ticker);
		this.addresses = shares(ticker);
	}

	private static Cache<String, Share> shares(Ticker ticker) {
		return Caffeine.newBuilder().ticker(ticker).expireAfterAccess(FORGOTTEN_AFTER).maximumSize(MAX_BUCKETS).build();
	}

	/**
	 * Takes a request out of the shares that it belongs to.
	 * @param session {@code null} if the request has none
	 */
	Verdict verdict(@Nullable Session session, String address) {
		Share mine = (session != null) ? this.sessions.get(session.fingerprint(), (owner) -> share(Subject.SESSION))
				: null;
		if (mine != null && mine.good) {
			return mine.take();
		}
		Verdict ofAddress = this.addresses.get(address, (owner) -> share(Subject.ADDRESS)).take();
		return (mine != null && ofAddress.admitted()) ? mine.take() : ofAddress;
	}

	/**
	 * A request of this session had a good answer.
	 */
	void good(Session session) {
		Share share = this.sessions.getIfPresent(session.fingerprint());
		if (share != null) {
			share.good = true;
		}
	}

	private Share share(Subject subject) {
		int seconds = Math.ceilDiv(this.properties.burst(), this.properties.perSecond());
		return new Share(
				Bucket.builder()
					.addLimit((limit) -> limit.capacity(this.properties.burst())
						.refillGreedy(this.properties.perSecond(), Duration.ofSeconds(1)))
					.withCustomTimePrecision(this.time)
					.build(),
				subject.item(), "%s;q=%d;w=%d".formatted(subject.item(), this.properties.burst(), seconds));
	}

	/**
	 * Whether a request may go on, with what has to be said about it: RateLimit and
	 * RateLimit-Policy as draft-ietf-httpapi-ratelimit-headers has them.
	 *
	 * @param retryAfter how long until the next request may go on
	 */
	record Verdict(boolean admitted, String limit, String policy, Duration retryAfter) {
	}

	private enum Subject {

		SESSION, ADDRESS;

		private String item() {
			return '"' + name().toLowerCase(Locale.ROOT) + '"';
		}

	}

	private static final class Share {

		private final Bucket bucket;

		private final String item;

		private final String policy;

		private volatile boolean good;

		private Share(Bucket bucket, String item, String policy) {
			this.bucket = bucket;
			this.item = item;
			this.policy = policy;
		}

		private Verdict take() {
			ConsumptionProbe probe = this.bucket.tryConsumeAndReturnRemaining(1);
			long secondsToFull = Duration.ofNanos(probe.getNanosToWaitForReset()).plusNanos(999_999_999).toSeconds();
			return new Verdict(probe.isConsumed(),
					this.item + ";r=" + probe.getRemainingTokens() + ";t=" + secondsToFull, this.policy,
					Duration.ofNanos(probe.getNanosToWaitForRefill()));
		}

	}

	private static final class TickerTime implements TimeMeter {

		private final Ticker ticker;

		private TickerTime(Ticker ticker) {
			this.ticker = ticker;
		}

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
