package vision.bff.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Attempt;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingImage;
import vision.bff.message.OutgoingText;
import vision.bff.message.Position;
import vision.bff.message.SearchTerm;
import vision.bff.message.Sent;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Caches no messages, but has forgotten what they change: the chat list, and where the
 * chat begins.
 */
final class CachingMessages implements Messages {

	/** Longer than any request and any difference of clocks that is to be expected. */
	private static final Duration JUST_NOW = Duration.ofMinutes(1);

	private final Messages delegate;

	private final Evictions evictions;

	private final KnownBeginnings beginnings;

	private final Clock clock;

	CachingMessages(Messages delegate, Evictions evictions, KnownBeginnings beginnings, Clock clock) {
		this.delegate = delegate;
		this.evictions = evictions;
		this.beginnings = beginnings;
		this.clock = clock;
	}

	@Override
	public MessagePage page(Session session, long userId, Position position, int limit) {
		List<Message> shown = null;
		try {
			MessagePage page = this.delegate.page(session, userId, position, limit);
			shown = page.items();
			return page;
		}
		finally {
			evictIfSeen(session, shown, position instanceof Position.After);
		}
	}

	@Override
	public Message one(Session session, long userId, long messageId) {
		List<Message> shown = null;
		try {
			Message message = this.delegate.one(session, userId, messageId);
			shown = List.of(message);
			return message;
		}
		finally {
			evictIfSeen(session, shown, false);
		}
	}

	/**
	 * The answer that marks a message as seen still shows it as unseen, but a call that
	 * was made again shows what the first one marked. Where a site has no search, a
	 * reading forwards marks more than it returns.
	 */
	private void evictIfSeen(Session session, @Nullable List<Message> shown, boolean forwards) {
		Instant justNow = this.clock.instant().minus(JUST_NOW);
		boolean nothingMarked = shown != null && (forwards ? shown.isEmpty() : shown.stream()
			.allMatch((message) -> message.mine() || (message.seenAt() != null && message.seenAt().isBefore(justNow))));
		if (!nothingMarked) {
			this.evictions.evict(session, Evictions.Reason.READ);
		}
	}

	@Override
	public MessagePage peek(Session session, long userId, Position position, int limit) {
		return withoutMarking(session, () -> this.delegate.peek(session, userId, position, limit));
	}

	@Override
	public MessagePage search(Session session, long userId, SearchTerm term, Position.@Nullable Before below,
			int limit) {
		return withoutMarking(session, () -> this.delegate.search(session, userId, term, below, limit));
	}

	private MessagePage withoutMarking(Session session, Supplier<MessagePage> reading) {
		try {
			return reading.get();
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.INVALID_SESSION) {
				this.evictions.evict(session, Evictions.Reason.SESSION);
			}
			throw ex;
		}
	}

	@Override
	public Sent send(Session session, long userId, OutgoingText text, Attempt attempt) {
		try {
			return this.delegate.send(session, userId, text, attempt);
		}
		finally {
			this.evictions.evict(session, Evictions.Reason.SEND);
		}
	}

	@Override
	public Sent send(Session session, long userId, OutgoingImage image, Attempt attempt) {
		try {
			return this.delegate.send(session, userId, image, attempt);
		}
		finally {
			this.evictions.evict(session, Evictions.Reason.SEND);
		}
	}

	@Override
	public void delete(Session session, long userId, long messageId) {
		try {
			this.delegate.delete(session, userId, messageId);
		}
		finally {
			this.evictions.evict(session, Evictions.Reason.DELETE);
			this.beginnings.forget(session, userId);
		}
	}

	@Override
	public void clear(Session session, long userId) {
		try {
			this.delegate.clear(session, userId);
		}
		finally {
			this.evictions.evict(session, Evictions.Reason.CLEAR);
			this.beginnings.forget(session, userId);
		}
	}

}
