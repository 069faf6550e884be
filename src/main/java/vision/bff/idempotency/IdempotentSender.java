package vision.bff.idempotency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Conversation;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingImage;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.OutgoingText;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;
import vision.bff.time.RequestBudget;

/**
 * Sends messages, and the same message only once if it is asked for again with the same
 * {@link IdempotencyKey}.
 */
public final class IdempotentSender {

	private final Messages messages;

	private final IdempotencyStore store;

	private final ClaimedMessages claimed;

	private final RecentKeys keys;

	private final RequestBudget budget;

	private final KeyedSends sends;

	IdempotentSender(Messages messages, IdempotencyStore store, RecentKeys keys, RequestBudget budget,
			KeyedSends sends) {
		this.sends = sends;
		this.messages = messages;
		this.store = store;
		this.claimed = new ClaimedMessages(messages, store);
		this.keys = keys;
		this.budget = budget;
	}

	/**
	 * @param key {@code null} to send it whatever was sent before
	 * @throws ProblemException as {@link Messages#send}, and
	 * {@code idempotency-key-in-use}, {@code idempotency-key-reused}, or
	 * {@code overloaded} while it cannot be known what was sent with the key
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
		return this.claimed.send(conversation, message, this.messages.newestId(conversation, message, ReadMode.PEEK),
				ReadMode.PEEK, Sender.Once.random());
	}

	/**
	 * What is not sent again is read to its end all the same, which shows whether it is
	 * the same image.
	 */
	private Sent sendOnce(Conversation conversation, OutgoingImage image, IdempotencyKey key) {
		Sent sent = sendOnce(conversation, image, "image", key);
		if (sent.replayed()) {
			try {
				image.drain();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return sent;
	}

	private Sent sendOnce(Conversation conversation, OutgoingMessage message, String kind, IdempotencyKey key) {
		try {
			KeyLease lease = new KeyLease(this.store, new Sender.Keyed(conversation.session(), key));
			IdempotencyRecord record = lease.begin(kind + " to " + conversation.userId(), message.digest());
			if (message instanceof OutgoingImage image) {
				image.expect(record.digest());
			}
			Sent sent = (record.sent() != null) ? record.replayed() : tried(conversation, message, lease, record);
			this.sends.count((record.sent() != null) ? KeyedSends.Result.REPLAYED : KeyedSends.Result.of(sent));
			return sent;
		}
		catch (RuntimeException | Error ex) {
			this.sends.count(KeyedSends.Result.of(ex));
			throw ex;
		}
	}

	/**
	 * Sends it, unless an earlier request has stored it. What was there before is
	 * remembered first, so that it can be found whatever happens to this request.
	 */
	private Sent tried(Conversation conversation, OutgoingMessage message, KeyLease lease, IdempotencyRecord begun) {
		IdempotencyRecord underWay = begun;
		try (RecentKeys.UnderWay _ = this.keys.begin(conversation)) {
			Optional<Sent> sent = begun.inDoubtAbove()
				.flatMap((above) -> this.claimed.earlier(conversation, message, above, lease.sender()));
			if (sent.isEmpty()) {
				Optional<Long> newestId = this.messages.newestId(conversation, message, ReadMode.READ);
				underWay = lease.sending(begun, begun.sendingAbove(newestId));
				sent = Optional.of(this.claimed.send(conversation, message, newestId, ReadMode.READ, lease.sender()));
			}
			this.keys.remember(conversation, sent.get().message().id(), lease.sender().key());
			lease.end(underWay, underWay.sent(sent.get(), message.digest()));
			return sent.get();
		}
		catch (RuntimeException | Error ex) {
			lease.end(underWay, after(ex, underWay, message.digest()));
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

}
