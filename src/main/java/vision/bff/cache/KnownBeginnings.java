package vision.bff.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import vision.bff.message.Beginnings;
import vision.bff.session.Session;

/**
 * Keeps for a few seconds what was last learnt of each chat, so that who looks at the
 * same page again needs one call, not two.
 */
final class KnownBeginnings implements Beginnings {

	private final Beginnings delegate;

	private final Cache<ChatKey, Place> places;

	KnownBeginnings(Beginnings delegate, ChatCacheProperties properties, Ticker ticker) {
		this.delegate = delegate;
		this.places = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(properties.maxSessions())
			.expireAfterWrite(properties.freshFor())
			.build();
	}

	@Override
	public boolean anyBelow(Session session, long userId, long messageId) {
		Place place = this.places.get(new ChatKey(session.fingerprint(), userId), (chat) -> new Place());
		Fact known = place.fact;
		if (known == null || known.messageId() != messageId) {
			known = new Fact(messageId, this.delegate.anyBelow(session, userId, messageId));
			place.fact = known;
		}
		return known.anyBelow();
	}

	/**
	 * A place that was forgotten is lost, and with it whatever is still on its way there.
	 */
	void forget(Session session, long userId) {
		this.places.invalidate(new ChatKey(session.fingerprint(), userId));
	}

	private record ChatKey(String owner, long userId) {
	}

	private record Fact(long messageId, boolean anyBelow) {
	}

	private static final class Place {

		private volatile @Nullable Fact fact;

	}

}
