package vision.bff.live;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import vision.bff.chat.ChatList;
import vision.bff.message.Conversation;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Looks again and again at what one session can see, for all of its streams. It marks
 * nothing as seen but in the chats that a client has open.
 */
final class Watch {

	private static final Log logger = LogFactory.getLog(Watch.class);

	/** Another replica can tell at any time that something has changed. */
	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private static final Duration FIRST_RETRY = Duration.ofSeconds(2);

	private final Session session;

	private final Sources sources;

	private final Intervals intervals;

	private final CallPace pace;

	private final Ticker ticker;

	private final ListWatch list;

	private final Map<Long, OpenChatWatch> openChats = new HashMap<>();

	private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean outdated = new AtomicBoolean();

	private volatile LiveState state = LiveState.NOTHING;

	private volatile @Nullable Thread thread;

	private long changedAt;

	private long retryAt;

	private Duration retryAfter = FIRST_RETRY;

	Watch(Session session, Sources sources, Intervals intervals, CallPace pace, Ticker ticker, Clock clock) {
		this.session = session;
		this.sources = sources;
		this.intervals = intervals;
		this.pace = pace;
		this.ticker = ticker;
		this.changedAt = ticker.read();
		this.retryAt = this.changedAt;
		this.list = new ListWatch(session, sources, intervals, clock, this.changedAt);
	}

	LiveState state() {
		return this.state;
	}

	OwnKeys keys() {
		return new OwnKeys(this.session, this.sources.keys());
	}

	void add(Subscription subscription) {
		subscription.attach(this);
		this.subscriptions.add(subscription);
		if (this.state != LiveState.NOTHING) {
			subscription.changed();
		}
		wake();
	}

	/** Whether others are left. */
	boolean remove(Subscription subscription) {
		this.subscriptions.remove(subscription);
		return !this.subscriptions.isEmpty();
	}

	int size() {
		return this.subscriptions.size();
	}

	/** The session has changed something by itself, or it has seen that something has. */
	void outdate() {
		this.outdated.set(true);
		wake();
	}

	/** What this watch reads makes the list wrong too, which it knows. */
	boolean isLookedAtBy(Thread reader) {
		return reader == this.thread;
	}

	void start() {
		Thread started = Thread.ofVirtual().name("watch").unstarted(this::run);
		this.thread = started;
		started.start();
	}

	private void wake() {
		LockSupport.unpark(this.thread);
	}

	private void run() {
		while (!this.subscriptions.isEmpty() && !this.state.ended()) {
			look();
			if (!this.outdated.get()) {
				LockSupport.parkNanos(this, LONGEST_PAUSE.toNanos());
			}
		}
	}

	/** Looks at whatever it is time for. */
	void look() {
		long now = this.ticker.read();
		boolean outdated = this.outdated.getAndSet(false);
		if (now - this.retryAt < 0 && !outdated) {
			return;
		}
		try {
			look(now, outdated);
			this.retryAt = now;
			this.retryAfter = FIRST_RETRY;
		}
		catch (ProblemException ex) {
			failed(now, ex.code() == ProblemCode.INVALID_SESSION);
		}
		catch (RuntimeException ex) {
			logger.error("A watch has failed", ex);
			failed(now, false);
		}
	}

	private void look(long now, boolean outdated) {
		Turn turn = outdated ? () -> {
		} : () -> LockSupport.parkNanos(this, this.pace.take());
		Duration quietFor = Duration.ofNanos(now - this.changedAt);
		ChatList list = this.list.look(now, quietFor, outdated, turn);
		boolean moved = false;
		if (list != null) {
			moved = !isKnown(list);
			update(now, moved ? this.state.with(list).down(list.stale()) : this.state.down(list.stale()));
		}
		Set<Long> open = open();
		this.openChats.keySet().retainAll(open);
		update(now, this.state.withOnly(open));
		for (long userId : open) {
			OpenChatWatch chat = this.openChats.computeIfAbsent(userId, this::openChat);
			if (!chat.isResting(now)) {
				look(userId, chat, now, quietFor, outdated || moved, turn);
			}
		}
	}

	private boolean isKnown(ChatList list) {
		ChatList known = this.state.chats();
		return known != null && Digests.isSame(known, list);
	}

	private OpenChatWatch openChat(long userId) {
		return new OpenChatWatch(new Conversation(this.session, userId), this.sources.messages(), this.intervals);
	}

	/** That somebody cannot be written to is no fault of the site. */
	private void look(long userId, OpenChatWatch chat, long now, Duration quietFor, boolean outdated, Turn turn) {
		try {
			lookInto(userId, chat, now, quietFor, outdated, turn);
		}
		catch (ProblemException ex) {
			if (ex.code() != ProblemCode.USER_NOT_FOUND) {
				throw ex;
			}
			chat.rest(now);
		}
	}

	private void lookInto(long userId, OpenChatWatch chat, long now, Duration quietFor, boolean outdated, Turn turn) {
		OpenChat found = chat.look(this.state.open().get(userId), now, quietFor, outdated, turn);
		for (Subscription subscription : this.subscriptions) {
			Long above = subscription.knowledge().neededAbove(userId);
			if (above != null) {
				found = chat.reachingDownTo(above, found, turn);
				update(now, this.state.with(userId, found));
				subscription.knowledge().needsNoMore(userId);
				subscription.changed();
			}
		}
		if (found != this.state.open().get(userId)) {
			update(now, this.state.with(userId, found));
		}
	}

	private Set<Long> open() {
		return this.subscriptions.stream()
			.flatMap((subscription) -> subscription.knowledge().open().stream())
			.collect(Collectors.toSet());
	}

	private void failed(long now, boolean ended) {
		this.list.distrust(now);
		this.retryAt = now + this.retryAfter.toNanos();
		Duration next = this.retryAfter.multipliedBy(2);
		this.retryAfter = (next.compareTo(this.intervals.slowest()) < 0) ? next : this.intervals.slowest();
		update(now, ended ? this.state.end() : this.state.down(true));
	}

	private void update(long now, LiveState state) {
		if (!state.equals(this.state)) {
			this.state = state;
			this.changedAt = now;
			this.subscriptions.forEach(Subscription::changed);
		}
	}

}
