package vision.bff.cache;

import vision.bff.chat.ListVersions;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.cache.Cache;
import org.springframework.context.ApplicationEventPublisher;

import vision.bff.chat.ChatList;
import vision.bff.chat.ChatListOutdated;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * The chat list of each session: for a few seconds without asking again, once for all who
 * want it at the same time, and during an outage the last good one for a while
 * (stale-if-error, RFC 5861).
 */
final class ChatListCache {

	private final CoalescingCache fresh;

	private final StaleIfErrorCache lastGood;

	private final ListVersions versions;

	private final ChatListMeters meters;

	private final ApplicationEventPublisher events;

	/**
	 * @param fresh keeps lists for as long as they are fresh
	 */
	ChatListCache(Cache fresh, ChatCacheProperties properties, ListVersions versions, Ticker ticker, Clock clock,
			MeterRegistry meters, ApplicationEventPublisher events) {
		this.events = events;
		this.versions = versions;
		this.meters = new ChatListMeters(meters);
		this.fresh = new CoalescingCache(fresh, this.meters);
		this.lastGood = new StaleIfErrorCache(properties, ticker, clock);
	}

	/**
	 * The list of a session. One that the upstream refuses gets nothing.
	 * @param asking how to ask for it
	 * @throws ProblemException what asking throws, if there is no list that may be served
	 * instead
	 */
	ChatList get(Session session, Supplier<ChatList> asking) {
		String owner = owner(session, this.versions.current(session));
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
		this.versions.move(session);
		String owner = owner(session, ListVersions.LOCAL);
		this.fresh.evict(owner);
		this.lastGood.evict(owner);
		this.meters.evicted(reason);
		this.events.publishEvent(new ChatListOutdated(session));
	}

	/**
	 * Who waits for a list under way waits for one of the version that is current now.
	 */
	private static String owner(Session session, String version) {
		return session.fingerprint() + version;
	}

}
