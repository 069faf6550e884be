package vision.bff.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * How many requests one session, or one address without a valid session, may send.
 *
 * @param enabled whether there is a limit at all
 * @param perSecond how many a second in the long run, 1 to 1,000,000
 * @param burst how many at once after a rest, 1 to 1,000,000
 * @param maxBuckets for how many sessions, and for how many addresses and networks, it is
 * counted at the same time
 */
@ConfigurationProperties("vision.rate-limit")
record RateLimitProperties(@DefaultValue("true") boolean enabled, @DefaultValue("20") int perSecond,
		@DefaultValue("40") int burst, @DefaultValue("10000") int maxBuckets) {

	private static final int MOST = 1_000_000;

	RateLimitProperties {
		InvalidPropertyException.requireNumber("vision.rate-limit.per-second", perSecond, 1, MOST);
		InvalidPropertyException.requireNumber("vision.rate-limit.burst", burst, 1, MOST);
		InvalidPropertyException.requireNumber("vision.rate-limit.max-buckets", maxBuckets, 1, Integer.MAX_VALUE);
	}

}
