package vision.bff.cache;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.message.Messages;

@Configuration(proxyBeanMethods = false)
@EnableCaching
@EnableConfigurationProperties(ChatCacheProperties.class)
class CacheConfiguration implements CachingConfigurer {

	@Override
	public KeyGenerator keyGenerator() {
		return new OwnerKeys();
	}

	/**
	 * Asynchronous, so that an eviction does not wait for an answer that is under way,
	 * and such an answer is not kept. A call belongs to the trace of the request that
	 * wanted it first.
	 */
	@Bean
	CaffeineCacheManager chatCaches(ChatCacheProperties properties, Ticker ticker, MeterRegistry meters) {
		AsyncCache<Object, Object> chats = Caffeine.newBuilder()
			.executor(ContextExecutorService.wrap(Executors.newVirtualThreadPerTaskExecutor(),
					ContextSnapshotFactory.builder().build()))
			.recordStats()
			.ticker(ticker)
			.expireAfterWrite(properties.freshFor())
			.maximumWeight(properties.maxSize().toBytes())
			.weigher((session, list) -> properties.weight((ChatList) list))
			.removalListener((session, list, cause) -> removed(cause, meters))
			.buildAsync();
		Gauge.builder("vision.cache.chats.size", chats, (cache) -> cache.synchronous().estimatedSize())
			.description("Chat lists in the cache")
			.register(meters);
		CaffeineCacheManager manager = new CaffeineCacheManager();
		manager.setAllowNullValues(false);
		manager.setCacheNames(List.of());
		manager.registerCustomCache(CachingChats.CACHE, chats);
		return manager;
	}

	private static void removed(RemovalCause cause, MeterRegistry meters) {
		if (cause.wasEvicted()) {
			meters.counter("vision.cache.chats.evictions", "reason", cause.name().toLowerCase(Locale.ROOT)).increment();
		}
	}

	@Bean
	Ticker ticker() {
		return Ticker.systemTicker();
	}

	@Bean
	LastLists lastLists(ChatCacheProperties properties, Ticker ticker) {
		return new LastLists(properties, ticker);
	}

	@Bean
	FreshLists freshLists(CacheManager chatCaches) {
		return new FreshLists(chatCaches);
	}

	@Bean
	Evictions evictions(FreshLists freshLists, LastLists lastLists, MeterRegistry meters) {
		return new Evictions(freshLists, lastLists, meters);
	}

	@Bean
	ChatCacheMetrics chatCacheMetrics(MeterRegistry meters) {
		return new ChatCacheMetrics(meters);
	}

	@Bean
	@Qualifier("caching")
	Chats cachingChats(@Qualifier("upstream") Chats upstream, Evictions evictions, ChatCacheMetrics metrics) {
		return new CachingChats(upstream, evictions, metrics);
	}

	@Bean
	@Primary
	Chats chats(@Qualifier("caching") Chats caching, FreshLists freshLists, LastLists lastLists, Evictions evictions,
			ChatCacheMetrics metrics, Clock clock) {
		return new LastGoodChats(caching, freshLists, lastLists, evictions, metrics, clock);
	}

	@Bean
	@Primary
	Messages messages(@Qualifier("upstream") Messages upstream, Evictions evictions, Clock clock) {
		return new CachingMessages(upstream, evictions, clock);
	}

}
