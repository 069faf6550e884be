package vision.bff.idempotency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Conversation;
import vision.bff.message.Matches;
import vision.bff.message.Message;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingImage;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.OutgoingText;
import vision.bff.message.ReadMode;
import vision.bff.message.SendResult;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;
import vision.bff.time.RequestBudget;

/**
 * Sends messages, and the same message only once if it is asked for again with the same
 * {@link IdempotencyKey}. The keys of a session are its own.
 */
public final class IdempotentSender {

	private final Messages messages;

	private final IdempotencyStore store;

	private final RequestBudget budget;

	IdempotentSender(Messages messages, IdempotencyStore store, RequestBudget budget) {
		this.messages = messages;
		this.store = store;
		this.budget = budget;
	}

	/**
	 * @param key {@code null} to send it whatever was sent before
	 * @throws ProblemException as {@link Messages#send}, and
	 * {@code idempotency-key-in-use} or {@code idempotency-key-reused}
	 */
	public Sent send(Conversation conversation, OutgoingMessage message, @Nullable IdempotencyKey key) {
		return switch (message) {
			case OutgoingText text -> Deadline.within(this.budget.request(),
					() -> (key != null) ? sendOnce(conversation, text, "text", key) : sendAnyway(conversation, text));
			case OutgoingImage image -> Deadline.within(this.budget.upload(),
					() -> (key != null) ? sendOnce(conversation, image, key) : sendAnyway(conversation, image));
		};
	}

	private Sent sendAnyway(Conversation conversation, OutgoingMessage message) {
		return send(conversation, message, this.messages.newestId(conversation, message, ReadMode.PEEK), ReadMode.PEEK,
				UUID.randomUUID().toString());
	}

	/**
	 * What is not sent again is read to its end all the same, which shows whether it is
	 * the same image.
	 */
	private Sent sendOnce(Conversation conversation, OutgoingImage image, IdempotencyKey key) {
		Sent sent = sendOnce(conversation, image, "image", key);
		if (sent.replayed()) {
			drain(image);
		}
		return sent;
	}

	private static void drain(OutgoingImage image) {
		try {
			image.drain();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Sent sendOnce(Conversation conversation, OutgoingMessage message, String kind, IdempotencyKey key) {
		String name = conversation.session().fingerprint() + ":" + key.value();
		IdempotencyRecord record = begin(name, kind + " to " + conversation.userId(), message.digest());
		if (message instanceof OutgoingImage image) {
			image.expect(record.digest());
		}
		return (record.sent() != null) ? record.replayed() : tried(conversation, message, name, record);
	}

	private IdempotencyRecord begin(String name, String target, Optional<String> digest) {
		while (true) {
			IdempotencyRecord earlier = this.store.find(name).orElse(null);
			IdempotencyRecord next = (earlier != null) ? earlier.again(target, digest.orElse(null))
					: IdempotencyRecord.begun(target, digest.orElse(null));
			if (next.equals(earlier) || this.store.compareAndSet(name, earlier, next)) {
				return next;
			}
		}
	}

	/**
	 * Sends it, unless an earlier request has stored it. What was there before is
	 * remembered first, so that it can be found whatever happens to this request.
	 */
	private Sent tried(Conversation conversation, OutgoingMessage message, String name, IdempotencyRecord begun) {
		IdempotencyRecord underWay = begun;
		try {
			Optional<Sent> sent = begun.inDoubtAbove().flatMap((above) -> earlier(conversation, message, above, name));
			if (sent.isEmpty()) {
				Optional<Long> newestId = this.messages.newestId(conversation, message, ReadMode.READ);
				underWay = begun.startingAbove(newestId);
				this.store.compareAndSet(name, begun, underWay);
				sent = Optional.of(send(conversation, message, newestId, ReadMode.READ, name));
			}
			this.store.compareAndSet(name, underWay, underWay.sent(sent.get(), message.digest()));
			return sent.get();
		}
		catch (RuntimeException | Error ex) {
			this.store.compareAndSet(name, underWay, after(ex, underWay, message.digest()));
			throw ex;
		}
	}

	/** What cannot be sent at all leaves its key free for something that can. */
	private static @Nullable IdempotencyRecord after(Throwable failure, IdempotencyRecord underWay,
			Optional<String> digest) {
		if (!(failure instanceof ProblemException problem)) {
			return underWay.failed(null, digest);
		}
		boolean impossible = problem.code() == ProblemCode.INVALID_MESSAGE
				|| problem.code() == ProblemCode.INVALID_IMAGE;
		IdempotencyRecord failed = underWay.failed(problem.outcome(), digest);
		return (impossible && !failed.inDoubt()) ? null : failed;
	}

	/**
	 * What an earlier request with the same key has stored.
	 * @throws ProblemException {@code upstream-error} if there is a message that the site
	 * may have made of it
	 */
	private Optional<Sent> earlier(Conversation conversation, OutgoingMessage message, long above, String name) {
		Matches matches = this.messages.matches(conversation, message, above, ReadMode.READ);
		Optional<Message> found = claimed(matches.same(), name);
		if (found.isEmpty() && matches.similar().stream().anyMatch((each) -> this.store.isFree(each.id(), name))) {
			throw unknown();
		}
		return found.map((each) -> new Sent(each, false, true));
	}

	/** Of two that send the same at once, each can be shown the message of the other. */
	private Sent send(Conversation conversation, OutgoingMessage message, Optional<Long> above, ReadMode mode,
			String sender) {
		SendResult result = this.messages.send(conversation, message, above, mode);
		return claimed(result.candidates(), sender).map((each) -> new Sent(each, result.textChanged(), false))
			.or(() -> above.flatMap((id) -> another(conversation, message, id, mode, sender)))
			.orElseThrow(IdempotentSender::unknown);
	}

	/** The message that was sent, where the answer shows one of somebody else. */
	private Optional<Sent> another(Conversation conversation, OutgoingMessage message, long above, ReadMode mode,
			String sender) {
		try {
			return claimed(this.messages.matches(conversation, message, above, mode).same(), sender)
				.map((each) -> new Sent(each, false, false));
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	private Optional<Message> claimed(List<Message> candidates, String sender) {
		return candidates.stream().filter((each) -> this.store.claim(each.id(), sender)).findFirst();
	}

	private static ProblemException unknown() {
		return new ProblemException(ProblemCode.UPSTREAM_ERROR).of(Outcome.UNKNOWN);
	}

}
