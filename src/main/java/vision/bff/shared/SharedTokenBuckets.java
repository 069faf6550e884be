package vision.bff.shared;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;

import org.springframework.data.redis.core.RedisCallback;

import vision.bff.limits.Allowance;
import vision.bff.limits.TokenBuckets;

/**
 * Buckets from which all replicas take. A bucket is forgotten when it is full again.
 */
final class SharedTokenBuckets implements TokenBuckets {

	private static final ExpirationAfterWriteStrategy WHEN_FULL = ExpirationAfterWriteStrategy
		.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10));

	private final SharedStore store;

	private final TokenBuckets local;

	SharedTokenBuckets(SharedStore store, TokenBuckets local) {
		this.store = store;
		this.local = local;
	}

	@Override
	public ConsumptionProbe take(String policy, String payer, Allowance allowance) {
		try {
			return ask(policy, payer, allowance, (bucket) -> bucket.tryConsumeAndReturnRemaining(1));
		}
		catch (StoreAwayException ex) {
			return this.local.take(policy, payer, allowance);
		}
	}

	@Override
	public void giveBack(String policy, String payer, Allowance allowance) {
		try {
			ask(policy, payer, allowance, (bucket) -> {
				bucket.addTokens(1);
				return true;
			});
		}
		catch (StoreAwayException ex) {
			this.local.giveBack(policy, payer, allowance);
		}
	}

	private <T> T ask(String policy, String payer, Allowance allowance, Function<BucketProxy, T> question) {
		byte[] name = HashedName.of("bucket", policy + ":" + payer).getBytes(StandardCharsets.US_ASCII);
		return this.store
			.ask((commands) -> Objects.requireNonNull(commands.execute((RedisCallback<T>) (connection) -> question
				.apply(buckets(connection.getNativeConnection()).getProxy(name, allowance::configuration)))));
	}

	@SuppressWarnings("unchecked")
	private static ProxyManager<byte[]> buckets(Object commands) {
		Bucket4jLettuce.LettuceBasedProxyManagerBuilder<byte[]> builder = (commands instanceof RedisAdvancedClusterAsyncCommands<?, ?> cluster)
				? Bucket4jLettuce.casBasedBuilder((RedisAdvancedClusterAsyncCommands<byte[], byte[]>) cluster)
				: Bucket4jLettuce.casBasedBuilder((RedisAsyncCommands<byte[], byte[]>) commands);
		return builder.expirationAfterWrite(WHEN_FULL).requestTimeout(SharedConfiguration.COMMAND).build();
	}

}
