package vision.bff.limits;

import java.time.Duration;
import java.util.List;

import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * One policy of how often somebody may ask: a bucket of tokens for each of them.
 */
final class RateLimit {

	private static final int TIMES_AS_MUCH_FOR_A_GROUP = 4;

	private final String name;

	private final Quota quota;

	private final TokenBuckets buckets;

	private final RateLimitFields fields;

	private final Counter refusals;

	RateLimit(String name, RateLimitProperties properties, TokenBuckets buckets, MeterRegistry meters) {
		this.name = name;
		this.quota = new Quota(properties.burst(), properties.perSecond());
		this.buckets = buckets;
		this.fields = new RateLimitFields("\"" + name + "\"");
		this.refusals = refusals(name, meters);
	}

	static Counter refusals(String policy, MeterRegistry meters) {
		return Counter.builder("vision.rate.limit.refusals")
			.description("Requests refused because there were too many")
			.tag("policy", policy)
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
		Quota quota = this.quota;
		for (String payer : somebodyAndGroups) {
			ConsumptionProbe probe = this.buckets.take(this.name, payer, quota);
			if (quota.equals(this.quota) || !probe.isConsumed()) {
				this.fields.write(probe, quota, response);
			}
			if (!probe.isConsumed()) {
				this.refusals.increment();
				throw new ProblemException(ProblemCode.TOO_MANY_REQUESTS)
					.retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
			}
			quota = quota.times(TIMES_AS_MUCH_FOR_A_GROUP);
		}
	}

}
