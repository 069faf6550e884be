package vision.bff.limits;

import java.time.Duration;

import io.github.bucket4j.BucketConfiguration;

/**
 * How many tokens a bucket has room for, and how many it gets in a second.
 *
 * @param burst 1 to 1,000,000, and 4 or 16 times as many for wider networks
 * @param perSecond likewise
 */
public record Quota(long burst, long perSecond) implements Allowance {

	Quota times(int factor) {
		return new Quota(factor * this.burst, factor * this.perSecond);
	}

	/** After so many seconds of rest the whole burst is there again. */
	long window() {
		return Math.ceilDiv(this.burst, this.perSecond);
	}

	@Override
	public BucketConfiguration configuration() {
		return BucketConfiguration.builder()
			.addLimit((limit) -> limit.capacity(this.burst).refillGreedy(this.perSecond, Duration.ofSeconds(1)))
			.build();
	}

}
