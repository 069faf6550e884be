package vision.bff.idempotency;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ApproximateTime;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.OutgoingText;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.message.SearchTerm;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * A chat that can be written to and looked at, and that does what a test wants of it.
 */
final class Chat implements Messages {

	/** What a send does instead of what it should. */
	enum Fault {

		LOST, LOST_AFTER_STORING, SHOWS_THE_FIRST_OF_THE_SAME, IMPOSSIBLE, BUG

	}

	final List<Message> stored = new ArrayList<>();

	final Deque<Fault> faults = new ArrayDeque<>();

	final List<ReadMode> modes = new ArrayList<>();

	int sends;

	boolean similar;

	boolean cannotBePeekedAt;

	boolean cannotBeRead;

	Runnable whileSending = () -> {
	};

	@Override
	public Optional<Long> newestId(Conversation conversation, OutgoingMessage message, ReadMode mode) {
		this.modes.add(mode);
		return this.cannotBeRead ? Optional.empty()
				: Optional.of(this.stored.isEmpty() ? 0 : this.stored.getLast().id());
	}

	@Override
	public Messages.Matches matches(Conversation conversation, OutgoingMessage message, long above, ReadMode mode) {
		if (this.cannotBePeekedAt && mode == ReadMode.PEEK) {
			throw new ProblemException(ProblemCode.CANNOT_PEEK).of(Outcome.UNKNOWN);
		}
		List<Message> mine = this.stored.stream().filter((each) -> each.id() > above).toList();
		return new Messages.Matches(mine.stream().filter((each) -> text(message).equals(each.text())).toList(),
				this.similar ? mine : List.of());
	}

	@Override
	public Messages.SendResult send(Conversation conversation, OutgoingMessage message, Optional<Long> above,
			ReadMode mode) {
		this.sends++;
		Runnable whileSending = this.whileSending;
		this.whileSending = () -> {
		};
		whileSending.run();
		Fault fault = this.faults.poll();
		if (fault == Fault.BUG) {
			throw new IllegalStateException("A bug of ours");
		}
		if (fault == Fault.IMPOSSIBLE) {
			throw new ProblemException(ProblemCode.INVALID_MESSAGE).of(Outcome.NOT_SENT);
		}
		if (fault != Fault.LOST) {
			store(text(message));
		}
		if (fault == Fault.LOST || fault == Fault.LOST_AFTER_STORING) {
			throw new ProblemException(ProblemCode.UPSTREAM_UNREACHABLE).of(Outcome.UNKNOWN);
		}
		List<Message> same = matches(conversation, message, above.orElse(0L), ReadMode.READ).same();
		return new Messages.SendResult(
				List.of((fault == Fault.SHOWS_THE_FIRST_OF_THE_SAME) ? same.getFirst() : this.stored.getLast()), false);
	}

	Message store(String text) {
		Instant now = Instant.EPOCH;
		Message message = new Message(this.stored.size() + 1, 7, 78, true, text, null,
				new ApproximateTime("now", now, now), null, false);
		this.stored.add(message);
		return message;
	}

	private static String text(OutgoingMessage message) {
		return (message instanceof OutgoingText text) ? text.value() : "an image";
	}

	@Override
	public MessagePage page(Conversation conversation, Position position, int limit, ReadMode mode) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Message one(Conversation conversation, long messageId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void markSeen(Conversation conversation) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void delete(Conversation conversation, long messageId) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void clear(Conversation conversation) {
		throw new UnsupportedOperationException();
	}

}
