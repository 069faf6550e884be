package vision.bff.cache;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.cache.Cache;

import vision.bff.chat.ChatList;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * The chat list of each session: for a few seconds without asking again, once for all who
 * want it at the same time, and during an outage the last good one for a while
 * (stale-if-error, RFC 5861).
 */
final class ChatListCache {

	private final FreshLists fresh;

	private final LastGoodLists lastGood;

	private final ChatListMeters meters;

	/**
	 * @param fresh keeps lists for as long as they are fresh
	 */
	ChatListCache(Cache fresh, ChatCacheProperties properties, Ticker ticker, Clock clock, MeterRegistry meters) {
		this.meters = new ChatListMeters(meters);
		this.fresh = new FreshLists(fresh, this.meters);
		this.lastGood = new LastGoodLists(properties, ticker, clock);
	}

	/**
	 * The list of a session. One that the upstream refuses gets nothing.
	 * @param asking how to ask for it
	 * @throws ProblemException what asking throws, if there is no list that may be served
	 * instead
	 */
	ChatList get(Session session, Supplier<ChatList> asking) {
		String owner = session.fingerprint();
		LastGood last = this.lastGood.of(owner);
		try {
			ChatList list = this.fresh.get(owner, asking);
			this.lastGood.replace(owner, last, list);
			return list;
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.INVALID_SESSION) {
				evict(session, EvictionReason.SESSION);
			}
			Optional<ChatList> stale = this.lastGood.stale(last);
			stale.ifPresent((list) -> this.meters.served("stale"));
			return stale.filter((list) -> ex.code().isOutage()).orElseThrow(() -> ex);
		}
	}

	/**
	 * An answer that is under way while this happens is not kept either. The fresh list
	 * goes first, so that nobody can remember it again.
	 */
	void evict(Session session, EvictionReason reason) {
		this.fresh.evict(session.fingerprint());
		this.lastGood.evict(session.fingerprint());
		this.meters.evicted(reason);
	}

}
