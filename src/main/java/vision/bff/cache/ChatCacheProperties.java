package vision.bff.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import vision.bff.chat.ChatList;
import vision.bff.problem.InvalidPropertyException;

/**
 * How long chat lists are kept, and how many.
 *
 * @param freshFor how long a list is served without asking again; 0 turns that off
 * @param staleFor how old a list may be that is served during an outage; 0 turns that off
 * @param maxSessions for how many sessions at most
 * @param maxSize about how much memory the lists may take
 */
@ConfigurationProperties("vision.cache.chats")
record ChatCacheProperties(@DefaultValue("5s") Duration freshFor, @DefaultValue("60s") Duration staleFor,
		@DefaultValue("10000") int maxSessions, @DefaultValue("64MB") DataSize maxSize) {

	ChatCacheProperties {
		requireNotNegative("vision.cache.chats.fresh-for", freshFor);
		requireNotNegative("vision.cache.chats.stale-for", staleFor);
		InvalidPropertyException.requireNumber("vision.cache.chats.max-sessions", maxSessions, 1, Integer.MAX_VALUE);
		if (maxSize.toBytes() < maxSessions) {
			throw new InvalidPropertyException("vision.cache.chats.max-size", maxSize.toString(),
					"Set it to at least a byte for each of max-sessions, such as 64MB", null);
		}
	}

	private static void requireNotNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new InvalidPropertyException(name, value.toString(),
					"Set it to a time such as 5s, or to 0s for never", null);
		}
	}

	/**
	 * What a list counts of the {@link #maxSize}: so much at the least that there are no
	 * more than {@link #maxSessions}.
	 */
	int weight(@Nullable ChatList list) {
		long least = Math.ceilDiv(this.maxSize.toBytes(), (long) this.maxSessions);
		return Math.toIntExact(Math.max(least, (list != null) ? ChatListWeight.of(list) : 0));
	}

}
