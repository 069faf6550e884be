package vision.bff.message;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Sends messages, and the same message only once if it is asked for again with the same
 * {@link IdempotencyKey}. The keys of a session are its own. They are kept for 24 hours,
 * in the memory of this process, and less long if they take more than 32 MiB or a tenth
 * of the heap.
 */
public final class Outbox {

	private static final Duration KEPT_FOR = Duration.ofHours(24);

	private static final long MAX_BYTES = Math.min(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 10);

	private static final int BYTES_WITHOUT_TEXT = 1024;

	private static final int MAX_CLAIMS = 100_000;

	private final Messages messages;

	private final Ticker ticker;

	private final Cache<Name, Attempt> attempts;

	/** Which attempt a message belongs to. */
	private final Cache<Long, Claim> claims;

	private final AtomicLong numbers = new AtomicLong();

	Outbox(Messages messages, Ticker ticker) {
		this.messages = messages;
		this.ticker = ticker;
		this.attempts = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.expireAfter(expiry())
			.maximumWeight(MAX_BYTES)
			.weigher(Outbox::weight)
			.build();
		this.claims = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.expireAfterWrite(KEPT_FOR)
			.maximumSize(MAX_CLAIMS)
			.build();
	}

	/**
	 * A day from the first try on, and what is under way not before it has ended.
	 */
	private static Expiry<Name, Attempt> expiry() {
		return new Expiry<>() {

			@Override
			public long expireAfterCreate(Name name, Attempt attempt, long now) {
				return Long.MAX_VALUE;
			}

			@Override
			public long expireAfterUpdate(Name name, Attempt attempt, long now, long left) {
				return attempt.isUnderWay() ? Long.MAX_VALUE
						: Math.max(0, KEPT_FOR.toNanos() - (now - attempt.begunAt()));
			}

			@Override
			public long expireAfterRead(Name name, Attempt attempt, long now, long left) {
				return left;
			}

		};
	}

	/**
	 * What is under way is never forgotten.
	 */
	private static int weight(Name name, Attempt attempt) {
		if (attempt.isUnderWay()) {
			return 0;
		}
		return BYTES_WITHOUT_TEXT
				+ attempt.sent().map((sent) -> sent.message().text()).map((text) -> 2 * text.length()).orElse(0);
	}

	/**
	 * Sends a text.
	 * @param key {@code null} to send it whatever was sent before
	 * @throws ProblemException as
	 * {@link Messages#send(Session, long, OutgoingText, Attempt)}, and
	 * {@code idempotency-key-in-use} or {@code idempotency-key-reused}
	 */
	public Sent send(Conversation conversation, OutgoingText text, @Nullable IdempotencyKey key) {
		if (key == null) {
			return this.messages.send(conversation, text, Attempt.single(claims()));
		}
		Name name = new Name(conversation.session().fingerprint(), key);
		Attempt attempt = begun(name, "text to " + conversation.userId(), Digest.of(text, conversation.userId()));
		return attempt.sent()
			.map(Sent::again)
			.orElseGet(() -> tried(name, attempt, () -> this.messages.send(conversation, text, attempt)));
	}

	/**
	 * Sends an image.
	 * @param key {@code null} to send it whatever was sent before
	 * @throws ProblemException as
	 * {@link Messages#send(Session, long, OutgoingImage, Attempt)}, and
	 * {@code idempotency-key-in-use} or {@code idempotency-key-reused}
	 */
	public Sent send(Conversation conversation, OutgoingImage image, @Nullable IdempotencyKey key) throws IOException {
		if (key == null) {
			return this.messages.send(conversation, image, Attempt.single(claims()));
		}
		Name name = new Name(conversation.session().fingerprint(), key);
		Attempt attempt = begun(name, "image to " + conversation.userId(), null);
		image.examine(conversation.userId(), attempt::requireSame);
		Sent sent = attempt.sent()
			.map(Sent::again)
			.orElseGet(() -> tried(name, attempt, () -> this.messages.send(conversation, image, attempt)));
		if (sent.replayed()) {
			image.drain();
		}
		return sent;
	}

	private Attempt begun(Name name, String kind, @Nullable String digest) {
		return this.attempts.asMap().compute(name, (same, earlier) -> {
			if (earlier != null) {
				earlier.again(kind, digest);
				return earlier;
			}
			Attempt attempt = Attempt.repeatable(claims(), this.ticker.read());
			attempt.begin(kind, digest);
			return attempt;
		});
	}

	/**
	 * What cannot be sent at all leaves its key free for something that can.
	 */
	private Sent tried(Name name, Attempt attempt, Supplier<Sent> sending) {
		Outcome outcome = Outcome.UNKNOWN;
		boolean refused = false;
		try {
			Sent sent = sending.get();
			attempt.succeeded(sent);
			outcome = null;
			return sent;
		}
		catch (ProblemException ex) {
			outcome = (ex.outcome() != null) ? ex.outcome() : Outcome.UNKNOWN;
			refused = ex.code() == ProblemCode.INVALID_MESSAGE || ex.code() == ProblemCode.INVALID_IMAGE;
			throw ex;
		}
		finally {
			if (outcome != null) {
				attempt.failed(outcome);
			}
			if (refused && !attempt.isInDoubt()) {
				this.attempts.asMap().remove(name, attempt);
			}
			else {
				this.attempts.asMap().replace(name, attempt, attempt);
			}
		}
	}

	/**
	 * Two attempts with the same text can each find the message of the other. What was
	 * claimed before an attempt began is not among what it can find.
	 */
	private Attempt.Claims claims() {
		long attempt = this.numbers.incrementAndGet();
		return new Attempt.Claims() {

			@Override
			public boolean take(Message message) {
				return Outbox.this.claims.asMap()
					.compute(message.id(),
							(id, claim) -> (claim != null && claim.at() > attempt) ? claim
									: new Claim(attempt, Outbox.this.numbers.incrementAndGet()))
					.attempt() == attempt;
			}

			@Override
			public boolean isFree(Message message) {
				Claim claim = Outbox.this.claims.getIfPresent(message.id());
				return claim == null || claim.at() <= attempt || claim.attempt() == attempt;
			}

		};
	}

	/**
	 * That a message belongs to an attempt.
	 *
	 * @param attempt the number of the attempt
	 * @param at the number at which this was claimed
	 */
	private record Claim(long attempt, long at) {
	}

	/**
	 * Whose key it is.
	 */
	private record Name(String owner, IdempotencyKey key) {
	}

}
