package vision.bff.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import vision.bff.chat.ChatList;

/**
 * The last list of each session that the upstream gave, for an outage.
 */
final class StaleIfErrorCache {

	private final Cache<String, LastGood> lists;

	private final Duration staleFor;

	private final Clock clock;

	StaleIfErrorCache(ChatCacheProperties properties, Ticker ticker, Clock clock) {
		this.lists = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumWeight(properties.maxSize().toBytes())
			.<String, LastGood>weigher((owner, last) -> properties.weight(last.list()))
			.expireAfterAccess(properties.staleFor())
			.build();
		this.staleFor = properties.staleFor();
		this.clock = clock;
	}

	LastGood of(String owner) {
		return this.lists.get(owner, (key) -> new LastGood(null));
	}

	/** Remembers a newer list, if the last one has not been evicted meanwhile. */
	void replace(String owner, LastGood last, ChatList list) {
		if (list != last.list()) {
			this.lists.asMap().replace(owner, last, new LastGood(list));
		}
	}

	/** The list to serve during an outage, if there is one that is not too old. */
	Optional<ChatList> stale(LastGood last) {
		return Optional.ofNullable(last.list())
			.filter((good) -> !good.asOf().plus(this.staleFor).isBefore(this.clock.instant()))
			.map(ChatList::asStale);
	}

	void evict(String owner) {
		this.lists.invalidate(owner);
	}

}
