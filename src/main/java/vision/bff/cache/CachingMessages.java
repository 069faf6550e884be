package vision.bff.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Conversation;
import vision.bff.message.Matches;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.message.SearchTerm;
import vision.bff.message.SendResult;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Caches no messages, but has the chat list forgotten that they change.
 */
final class CachingMessages implements Messages {

	/** Longer than any request and any difference of clocks that is to be expected. */
	private static final Duration JUST_NOW = Duration.ofMinutes(1);

	private final Messages delegate;

	private final ChatListCache cache;

	private final Clock clock;

	CachingMessages(Messages delegate, ChatListCache cache, Clock clock) {
		this.delegate = delegate;
		this.cache = cache;
		this.clock = clock;
	}

	@Override
	public MessagePage page(Conversation conversation, Position position, int limit, ReadMode mode) {
		return switch (mode) {
			case READ -> read(conversation, position, limit);
			case PEEK ->
				withoutMarking(conversation.session(), () -> this.delegate.page(conversation, position, limit, mode));
		};
	}

	private MessagePage read(Conversation conversation, Position position, int limit) {
		List<Message> shown = null;
		try {
			MessagePage page = this.delegate.page(conversation, position, limit, ReadMode.READ);
			shown = page.items();
			return page;
		}
		finally {
			evictIfSeen(conversation.session(), shown, position instanceof Position.After);
		}
	}

	@Override
	public Message one(Conversation conversation, long messageId) {
		List<Message> shown = null;
		try {
			Message message = this.delegate.one(conversation, messageId);
			shown = List.of(message);
			return message;
		}
		finally {
			evictIfSeen(conversation.session(), shown, false);
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
			this.cache.evict(session, ChatListCache.Reason.READ);
		}
	}

	@Override
	public MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit) {
		return withoutMarking(conversation.session(), () -> this.delegate.search(conversation, term, below, limit));
	}

	private <T> T withoutMarking(Session session, Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.INVALID_SESSION) {
				this.cache.evict(session, ChatListCache.Reason.SESSION);
			}
			throw ex;
		}
	}

	@Override
	public Optional<Long> newestId(Conversation conversation, OutgoingMessage message, ReadMode mode) {
		return looking(conversation.session(), mode, () -> this.delegate.newestId(conversation, message, mode));
	}

	@Override
	public Matches matches(Conversation conversation, OutgoingMessage message, long above, ReadMode mode) {
		return looking(conversation.session(), mode, () -> this.delegate.matches(conversation, message, above, mode));
	}

	private <T> T looking(Session session, ReadMode mode, Supplier<T> looking) {
		return switch (mode) {
			case PEEK -> withoutMarking(session, looking);
			case READ -> {
				try {
					yield looking.get();
				}
				finally {
					this.cache.evict(session, ChatListCache.Reason.READ);
				}
			}
		};
	}

	@Override
	public SendResult send(Conversation conversation, OutgoingMessage message, Optional<Long> above, ReadMode mode) {
		try {
			return this.delegate.send(conversation, message, above, mode);
		}
		finally {
			this.cache.evict(conversation.session(), ChatListCache.Reason.SEND);
		}
	}

	@Override
	public void delete(Conversation conversation, long messageId) {
		try {
			this.delegate.delete(conversation, messageId);
		}
		finally {
			this.cache.evict(conversation.session(), ChatListCache.Reason.DELETE);
		}
	}

	@Override
	public void clear(Conversation conversation) {
		try {
			this.delegate.clear(conversation);
		}
		finally {
			this.cache.evict(conversation.session(), ChatListCache.Reason.CLEAR);
		}
	}

}
