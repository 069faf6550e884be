package vision.bff.shared;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import vision.bff.chat.ListVersions;
import vision.bff.idempotency.IdempotencyStore;
import vision.bff.limits.ProvenSessions;
import vision.bff.limits.TokenBuckets;

@Configuration(proxyBeanMethods = false)
@Conditional(OnSharedUrl.class)
@EnableConfigurationProperties(SharedProperties.class)
class SharedConfiguration {

	static final Duration COMMAND = Duration.ofMillis(150);

	private static final Duration CONNECT = Duration.ofSeconds(1);

	private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

	private static final Duration TOPOLOGY = Duration.ofSeconds(10);

	/**
	 * A command is refused while there is no connection, and never made again by the
	 * client, which could not tell whether it was carried out.
	 */
	@Bean
	LettuceConnectionFactory sharedConnections(SharedProperties properties) {
		RedisStandaloneConfiguration server = (RedisStandaloneConfiguration) LettuceConnectionFactory
			.createRedisConfiguration(properties.url());
		LettuceClientConfiguration.LettuceClientConfigurationBuilder client = LettuceClientConfiguration.builder()
			.commandTimeout(COMMAND)
			.shutdownTimeout(Duration.ZERO)
			.clientOptions(properties.cluster() ? cluster() : bounded(ClientOptions.builder()).build());
		if (properties.url().startsWith("rediss:")) {
			client.useSsl();
		}
		return new LettuceConnectionFactory(properties.cluster() ? cluster(server) : server, client.build());
	}

	private static <B extends ClientOptions.Builder> B bounded(B options) {
		options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.replayFilter((command) -> true)
			.socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
			.timeoutOptions(TimeoutOptions.enabled(COMMAND));
		return options;
	}

	private static ClientOptions cluster() {
		return bounded(ClusterClientOptions.builder()
			.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
				.enableAllAdaptiveRefreshTriggers()
				.enablePeriodicRefresh(TOPOLOGY)
				.build()))
			.build();
	}

	private static RedisConfiguration cluster(RedisStandaloneConfiguration node) {
		RedisClusterConfiguration cluster = new RedisClusterConfiguration();
		cluster.clusterNode(node.getHostName(), node.getPort());
		cluster.setUsername(node.getUsername());
		cluster.setPassword(node.getPassword());
		return cluster;
	}

	@Bean
	Presence sharedStoreHealthIndicator(Ticker ticker, MeterRegistry meters) {
		return new Presence(ticker, meters);
	}

	@Bean
	SharedStore sharedStore(LettuceConnectionFactory connections, Presence presence) {
		CircuitBreaker breaker = CircuitBreaker.of("shared",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(10)
					.minimumNumberOfCalls(5)
					.waitDurationInOpenState(ASK_AGAIN)
					.permittedNumberOfCallsInHalfOpenState(1)
					.build());
		return new SharedStore(new StringRedisTemplate(connections), breaker, presence);
	}

	@Bean
	Retention retention(SharedStore store, Presence presence, Ticker ticker) {
		return new Retention(store, presence, ticker);
	}

	@Bean
	IdempotencyStore sharedIdempotencyStore(SharedStore store, Retention retention,
			@Qualifier("idempotencyStore") IdempotencyStore local, JsonMapper jsonMapper) {
		return new SharedIdempotencyStore(store, retention, local, jsonMapper);
	}

	@Bean
	ListVersions sharedListVersions(SharedStore store, Ticker ticker) {
		return new SharedListVersions(store, ticker);
	}

	@Bean
	TokenBuckets sharedTokenBuckets(SharedStore store, @Qualifier("localTokenBuckets") TokenBuckets local) {
		return new SharedTokenBuckets(store, local);
	}

	@Bean
	ProvenSessions sharedProvenSessions(SharedStore store, @Qualifier("localProvenSessions") ProvenSessions local) {
		return new SharedProvenSessions(store, local);
	}

	/**
	 * The first request does not have to wait for the connection. That there is none is
	 * no reason not to start.
	 */
	@Bean
	ApplicationRunner firstConnection(Retention retention) {
		return (arguments) -> {
			try {
				retention.require();
			}
			catch (StoreAwayException ex) {
				// Presence has said so
			}
		};
	}

}
