package vision.bff.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import vision.bff.chat.ChatList;
import vision.bff.session.Session;

/**
 * The last good list of each session, for an outage.
 */
final class LastLists {

	private final Cache<String, Place> places;

	private final Duration staleFor;

	LastLists(ChatCacheProperties properties, Ticker ticker) {
		this.places = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumWeight(properties.maxSize().toBytes())
			.<String, Place>weigher((session, place) -> properties.weight(place.list))
			.expireAfterAccess(properties.staleFor())
			.build();
		this.staleFor = properties.staleFor();
	}

	/**
	 * Where the list of a session is kept. Once forgotten, a place is lost, and with it
	 * whatever is still on its way there.
	 */
	Place place(Session session) {
		return this.places.get(session.fingerprint(), (owner) -> new Place(null));
	}

	void remember(Session session, Place place, ChatList list) {
		if (place.list != list) {
			this.places.asMap().replace(session.fingerprint(), place, new Place(list));
		}
	}

	void forget(Session session) {
		this.places.invalidate(session.fingerprint());
	}

	/**
	 * The list of a place, if it is young enough for an outage.
	 */
	Optional<ChatList> at(Place place, Instant now) {
		return Optional.ofNullable(place.list).filter((list) -> !list.asOf().plus(this.staleFor).isBefore(now));
	}

	/**
	 * Equal only to itself.
	 */
	static final class Place {

		private final @Nullable ChatList list;

		private Place(@Nullable ChatList list) {
			this.list = list;
		}

	}

}
