package vision.bff.cache;

import vision.bff.chat.ListVersions;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Primary;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.message.Messages;
import vision.bff.person.People;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ChatCacheProperties.class)
class CacheConfiguration {

	private static final String CHATS = "chats";

	/**
	 * Asynchronous, so that an eviction does not wait for an answer that is under way,
	 * and such an answer is not kept. A call belongs to the trace of the request that
	 * wanted it first.
	 */
	@Bean
	CaffeineCacheManager caches(ChatCacheProperties properties, Ticker ticker, MeterRegistry meters) {
		ChatListMeters listMeters = new ChatListMeters(meters);
		AsyncCache<Object, Object> chats = Caffeine.newBuilder()
			.executor(ContextExecutorService.wrap(Executors.newVirtualThreadPerTaskExecutor(),
					ContextSnapshotFactory.builder().build()))
			.recordStats()
			.ticker(ticker)
			.expireAfterWrite(properties.freshFor())
			.maximumWeight(properties.maxSize().toBytes())
			.weigher((owner, list) -> properties.weight((ChatList) list))
			.removalListener((owner, list, cause) -> listMeters.removed(cause))
			.buildAsync();
		listMeters.watch(chats);
		CaffeineCacheManager manager = new CaffeineCacheManager();
		manager.setAllowNullValues(false);
		manager.setCacheNames(List.of());
		manager.registerCustomCache(CHATS, chats);
		return manager;
	}

	@Bean
	@Fallback
	ListVersions localListVersions() {
		return new LocalListVersions();
	}

	@Bean
	ChatListCache chatListCache(CacheManager caches, ChatCacheProperties properties, ListVersions versions,
			Ticker ticker, Clock clock, MeterRegistry meters, ApplicationEventPublisher events) {
		return new ChatListCache(Objects.requireNonNull(caches.getCache(CHATS)), properties, versions, ticker, clock,
				meters, events);
	}

	@Bean
	@Primary
	Chats chats(@Qualifier("upstream") Chats upstream, ChatListCache cache) {
		return new CachingChats(upstream, cache);
	}

	@Bean
	@Primary
	Messages messages(@Qualifier("upstream") Messages upstream, ChatListCache cache, Clock clock) {
		return new CachingMessages(upstream, new EvictingCalls(cache), new SeenMarks(clock));
	}

	@Bean
	@Primary
	People people(@Qualifier("upstream") People upstream, Chats chats, Ticker ticker) {
		return new CachingPeople(upstream, chats, ticker);
	}

}
