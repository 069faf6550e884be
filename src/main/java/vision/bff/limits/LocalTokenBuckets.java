package vision.bff.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * Buckets of this process, so many for each policy.
 */
final class LocalTokenBuckets implements TokenBuckets {

	private final ConcurrentMap<String, BucketTable> policies = new ConcurrentHashMap<>();

	private final int most;

	private final TimeMeter time;

	LocalTokenBuckets(int most, TimeMeter time) {
		this.most = most;
		this.time = time;
	}

	@Override
	public ConsumptionProbe take(String policy, String payer, Allowance allowance) {
		return table(policy).take(payer, allowance);
	}

	@Override
	public void giveBack(String policy, String payer, Allowance allowance) {
		table(policy).giveBack(payer);
	}

	private BucketTable table(String policy) {
		return this.policies.computeIfAbsent(policy, (name) -> new BucketTable(this.most, this.time));
	}

}
