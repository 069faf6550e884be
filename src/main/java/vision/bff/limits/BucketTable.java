package vision.bff.limits;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;

/**
 * The buckets of one policy. One is forgotten when it is full again, as there is nothing
 * to know of it then, and never before: while there is no room, a stranger is refused,
 * since to forget somebody else would be to fill their bucket.
 */
final class BucketTable {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	/** To look through all the buckets takes a while, so not for each stranger. */
	private static final long BETWEEN_CLEANUPS = Duration.ofMillis(100).toNanos();

	private final int most;

	private final ConcurrentMap<String, LocalBucket> buckets = new ConcurrentHashMap<>();

	private final AtomicLong cleanedUpAt;

	private final TimeMeter time;

	BucketTable(int most, TimeMeter time) {
		this.most = most;
		this.time = time;
		this.cleanedUpAt = new AtomicLong(time.currentTimeNanos());
	}

	ConsumptionProbe take(String payer, Allowance allowance) {
		LocalBucket bucket = this.buckets.get(payer);
		if (bucket == null) {
			forgetTheFullOnes();
			if (this.buckets.size() >= this.most) {
				return ConsumptionProbe.rejected(0, SECOND, SECOND);
			}
			bucket = this.buckets.computeIfAbsent(payer, (added) -> full(allowance));
		}
		return bucket.tryConsumeAndReturnRemaining(1);
	}

	private LocalBucket full(Allowance allowance) {
		LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(this.time);
		for (Bandwidth bandwidth : allowance.configuration().getBandwidths()) {
			bucket.addLimit(bandwidth);
		}
		return bucket.build();
	}

	void giveBack(String payer) {
		LocalBucket bucket = this.buckets.get(payer);
		if (bucket != null) {
			bucket.addTokens(1);
		}
	}

	private void forgetTheFullOnes() {
		long last = this.cleanedUpAt.get();
		long now = this.time.currentTimeNanos();
		if (now - last >= BETWEEN_CLEANUPS && this.cleanedUpAt.compareAndSet(last, now)) {
			this.buckets.values().removeIf(BucketTable::isFull);
		}
	}

	private static boolean isFull(LocalBucket bucket) {
		return bucket.asVerbose().getAvailableTokens().getDiagnostics().calculateFullRefillingTime() == 0;
	}

}
