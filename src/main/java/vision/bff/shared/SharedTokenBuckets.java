package vision.bff.shared;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;

import org.springframework.data.redis.core.RedisCallback;

import vision.bff.limits.Quota;
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
	public ConsumptionProbe take(String policy, String payer, Quota quota) {
		byte[] name = HashedName.of("bucket", policy + ":" + payer).getBytes(StandardCharsets.US_ASCII);
		try {
			return this.store.ask((commands) -> Objects.requireNonNull(commands
				.execute((RedisCallback<ConsumptionProbe>) (connection) -> buckets(connection.getNativeConnection())
					.getProxy(name, quota::configuration)
					.tryConsumeAndReturnRemaining(1))));
		}
		catch (StoreAwayException ex) {
			return this.local.take(policy, payer, quota);
		}
	}

	@SuppressWarnings("unchecked")
	private static ProxyManager<byte[]> buckets(Object commands) {
		Bucket4jLettuce.LettuceBasedProxyManagerBuilder<byte[]> builder = (commands instanceof RedisAdvancedClusterAsyncCommands<?, ?> cluster)
				? Bucket4jLettuce.casBasedBuilder((RedisAdvancedClusterAsyncCommands<byte[], byte[]>) cluster)
				: Bucket4jLettuce.casBasedBuilder((RedisAsyncCommands<byte[], byte[]>) commands);
		return builder.expirationAfterWrite(WHEN_FULL).requestTimeout(SharedConfiguration.COMMAND).build();
	}

}
