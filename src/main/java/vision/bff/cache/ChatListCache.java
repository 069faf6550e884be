package vision.bff.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

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

	private final Cache fresh;

	private final com.github.benmanes.caffeine.cache.Cache<String, LastGood> lastGood;

	private final Duration staleFor;

	private final Clock clock;

	private final MeterRegistry meters;

	/**
	 * @param fresh keeps lists for as long as they are fresh
	 */
	ChatListCache(Cache fresh, ChatCacheProperties properties, Ticker ticker, Clock clock, MeterRegistry meters) {
		this.fresh = fresh;
		this.lastGood = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumWeight(properties.maxSize().toBytes())
			.<String, LastGood>weigher((owner, last) -> properties.weight(last.list))
			.expireAfterAccess(properties.staleFor())
			.build();
		this.staleFor = properties.staleFor();
		this.clock = clock;
		this.meters = meters;
	}

	/**
	 * The list of a session. One that the upstream refuses gets nothing.
	 * @param asking how to ask for it
	 * @throws ProblemException what asking throws, if there is no list that may be served
	 * instead
	 */
	ChatList get(Session session, Supplier<ChatList> asking) {
		String owner = session.fingerprint();
		LastGood last = this.lastGood.get(owner, (key) -> new LastGood(null));
		try {
			ChatList list = fresh(owner, asking);
			if (list != last.list) {
				this.lastGood.asMap().replace(owner, last, new LastGood(list));
			}
			return list;
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.INVALID_SESSION) {
				evict(session, Reason.SESSION);
			}
			return stale(last).filter((list) -> ex.code().isOutage()).orElseThrow(() -> ex);
		}
	}

	private ChatList fresh(String owner, Supplier<ChatList> asking) {
		boolean ready = isReady(owner);
		AtomicBoolean asked = new AtomicBoolean();
		try {
			ChatList list = Objects.requireNonNull(this.fresh.get(owner, () -> {
				asked.set(true);
				count("miss");
				return asking.get();
			}));
			if (!asked.get()) {
				count(ready ? "hit" : "coalesced");
			}
			return list;
		}
		catch (Cache.ValueRetrievalException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : ex;
		}
	}

	private boolean isReady(String owner) {
		CompletableFuture<?> list = this.fresh.retrieve(owner);
		return list != null && list.state() == Future.State.SUCCESS;
	}

	private Optional<ChatList> stale(LastGood last) {
		Optional<ChatList> list = Optional.ofNullable(last.list)
			.filter((good) -> !good.asOf().plus(this.staleFor).isBefore(this.clock.instant()));
		list.ifPresent((good) -> count("stale"));
		return list.map(ChatList::asStale);
	}

	/**
	 * An answer that is under way while this happens is not kept either. The fresh list
	 * goes first, so that nobody can remember it again.
	 */
	void evict(Session session, Reason reason) {
		this.fresh.evict(session.fingerprint());
		this.lastGood.invalidate(session.fingerprint());
		this.meters.counter("vision.cache.chats.evictions", "reason", reason.name().toLowerCase(Locale.ROOT))
			.increment();
	}

	private void count(String result) {
		this.meters.counter("vision.cache.chats.requests", "result", result).increment();
	}

	/**
	 * What made a list wrong.
	 */
	enum Reason {

		SEND, DELETE, CLEAR, READ, SESSION

	}

	/**
	 * Equal only to itself: once evicted, it takes with it whatever is still on its way
	 * there.
	 */
	private static final class LastGood {

		private final @Nullable ChatList list;

		private LastGood(@Nullable ChatList list) {
			this.list = list;
		}

	}

}
