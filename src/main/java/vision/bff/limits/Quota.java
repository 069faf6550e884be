package vision.bff.limits;

import java.time.Duration;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucket;

/**
 * How many tokens a bucket has room for, and how many it gets in a second.
 */
record Quota(long burst, long perSecond) {

	Quota times(int factor) {
		return new Quota(factor * this.burst, factor * this.perSecond);
	}

	/**
	 * After so many seconds of rest the whole burst is there again.
	 */
	long window() {
		return Math.ceilDiv(this.burst, this.perSecond);
	}

	LocalBucket bucket(TimeMeter time) {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.burst).refillGreedy(this.perSecond, Duration.ofSeconds(1)))
			.withCustomTimePrecision(time)
			.build();
	}

}
