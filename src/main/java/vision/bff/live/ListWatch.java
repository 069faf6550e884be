package vision.bff.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ChatList;
import vision.bff.session.Session;

/**
 * Knows when the list of a session is to be asked for: when the counter has moved, when
 * the session itself has changed something, and now and then.
 */
final class ListWatch {

	/** A site that has no counter can get one. */
	private static final Duration NO_COUNTER = Duration.ofMinutes(10);

	private final Session session;

	private final Sources sources;

	private final Intervals intervals;

	private final Clock clock;

	private String version = "";

	private OptionalInt unread = OptionalInt.empty();

	private Instant countedAt = Instant.MIN;

	private long nextCount;

	private long nextList;

	ListWatch(Session session, Sources sources, Intervals intervals, Clock clock, long now) {
		this.session = session;
		this.sources = sources;
		this.intervals = intervals;
		this.clock = clock;
		this.nextCount = now;
		this.nextList = now;
	}

	/**
	 * @param outdated whether the session itself has changed something
	 * @return {@code null} if there is no reason to ask
	 */
	@Nullable ChatList look(long now, Duration quietFor, boolean outdated, Turn turn) {
		String version = this.sources.versions().current(this.session);
		boolean due = outdated || now - this.nextList >= 0 || !version.equals(this.version);
		OptionalInt counted = count(now, quietFor, turn);
		boolean moved = counted.isPresent() && !counted.equals(this.unread);
		if (!due && !moved) {
			return null;
		}
		turn.await();
		ChatList list = (moved && this.unread.isPresent()) ? this.sources.chats().latest(this.session)
				: this.sources.chats().all(this.session);
		this.version = version;
		this.unread = counted;
		this.nextList = now + next(list, counted, quietFor).toNanos();
		return list;
	}

	private OptionalInt count(long now, Duration quietFor, Turn turn) {
		if (now - this.nextCount < 0) {
			return this.unread;
		}
		turn.await();
		Instant asked = this.clock.instant();
		OptionalInt counted = this.sources.counter().unread(this.session);
		this.countedAt = asked;
		Duration next = counted.isPresent() ? this.intervals.slower(this.intervals.counter(), quietFor) : NO_COUNTER;
		this.nextCount = now + next.toNanos();
		return counted;
	}

	/** The counter says nothing of what a list lacks that is older than it. */
	private Duration next(ChatList list, OptionalInt counted, Duration quietFor) {
		if (counted.isEmpty()) {
			return this.intervals.slower(this.intervals.listAlone(), quietFor);
		}
		return list.asOf().isBefore(this.countedAt) ? this.intervals.listAlone() : this.intervals.list();
	}

	/** Whatever the counter says, what is known may be wrong. */
	void distrust(long now) {
		this.nextList = now;
	}

}
