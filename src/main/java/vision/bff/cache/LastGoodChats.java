package vision.bff.cache;

import java.time.Clock;
import java.util.Optional;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Serves the last good list during an outage, said to be stale. A session that the
 * upstream refuses gets nothing.
 */
final class LastGoodChats implements Chats {

	private final Chats delegate;

	private final FreshLists freshLists;

	private final LastLists lastLists;

	private final Evictions evictions;

	private final ChatCacheMetrics metrics;

	private final Clock clock;

	LastGoodChats(Chats delegate, FreshLists freshLists, LastLists lastLists, Evictions evictions,
			ChatCacheMetrics metrics, Clock clock) {
		this.delegate = delegate;
		this.freshLists = freshLists;
		this.lastLists = lastLists;
		this.evictions = evictions;
		this.metrics = metrics;
		this.clock = clock;
	}

	@Override
	public ChatList all(Session session) {
		boolean waits = this.freshLists.of(session).isEmpty();
		LastLists.Place place = this.lastLists.place(session);
		try {
			ChatList list = this.delegate.all(session);
			this.lastLists.remember(session, place, list);
			this.metrics.served(waits);
			return list;
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.INVALID_SESSION) {
				this.evictions.evict(session, Evictions.Reason.SESSION);
			}
			if (!ex.code().isOutage()) {
				throw ex;
			}
			ChatList last = this.lastLists.at(place, this.clock.instant()).orElseThrow(() -> ex);
			this.metrics.servedStale();
			return last.asStale();
		}
	}

	@Override
	public Optional<ChatList> known(Session session) {
		Optional<ChatList> fresh = this.freshLists.of(session);
		if (fresh.isPresent()) {
			this.metrics.served(false);
		}
		return fresh;
	}

	@Override
	public void delete(Session session, long userId) {
		this.delegate.delete(session, userId);
	}

}
