package vision.bff.idempotency;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * What is known of the message that a key names. A record never changes; another one
 * takes its place.
 *
 * @param state how far its sending has come
 * @param request the last request that had the key; a late one cannot take itself for
 * another
 * @param inDoubt whether a request that has ended may have stored it
 * @param target whether it is a text or an image, and for whom
 * @param digest stands for its content; {@code null} while that was never all there
 * @param newestBefore the id of the newest message before the first request that may have
 * stored it; {@code null} if there was none yet, or if that could not be told
 * @param sent the message; {@code null} if it is not known to be stored
 */
public record IdempotencyRecord(State state, String request, boolean inDoubt, String target, @Nullable String digest,
		@Nullable Long newestBefore, @Nullable Sent sent) {

	private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

	/** How far the sending of a message has come. */
	public enum State {

		/** A request has the key, and has sent nothing yet. */
		STARTED,

		/** A request may be storing it at this moment. */
		SENDING,

		/** The last request is not known to have stored it. */
		FAILED,

		/** It is stored. */
		SENT;

		/** Whether a request has the key. */
		public boolean isUnderWay() {
			return this == STARTED || this == SENDING;
		}

	}

	static IdempotencyRecord begun(String target, @Nullable String digest) {
		return new IdempotencyRecord(State.STARTED, newRequest(), false, target, digest, null, null);
	}

	private static String newRequest() {
		return UUID.randomUUID().toString();
	}

	/** The record after a request that did not live to see its end. */
	IdempotencyRecord abandoned() {
		return this.state.isUnderWay()
				? with(State.FAILED, this.inDoubt || this.state == State.SENDING, this.digest, this.newestBefore)
				: this;
	}

	/**
	 * The record for the next request with the same key; this one if it is sent.
	 * @throws ProblemException {@code idempotency-key-in-use} while another request is
	 * sending it, {@code idempotency-key-reused} if it is something else
	 */
	IdempotencyRecord again(String target, @Nullable String digest) {
		if (this.state.isUnderWay()) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_IN_USE).retryAfter(TRY_AGAIN_AFTER);
		}
		boolean same = this.digest == null || digest == null || this.digest.equals(digest);
		if (!this.target.equals(target) || !same) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
		}
		return (this.state == State.SENT) ? this : new IdempotencyRecord(State.STARTED, newRequest(), this.inDoubt,
				target, firstDigest(Optional.ofNullable(digest)), this.newestBefore, null);
	}

	/** The id above which the message is, if an earlier request may have stored it. */
	Optional<Long> inDoubtAbove() {
		return this.inDoubt ? Optional.ofNullable(this.newestBefore) : Optional.empty();
	}

	IdempotencyRecord sendingAbove(Optional<Long> newestId) {
		return with(State.SENDING, this.inDoubt, this.digest, inDoubtAbove().or(() -> newestId).orElse(null));
	}

	IdempotencyRecord sent(Sent sent, Optional<String> digest) {
		return new IdempotencyRecord(State.SENT, this.request, this.inDoubt, this.target, firstDigest(digest),
				this.newestBefore, sent);
	}

	/**
	 * @param outcome what became of it; {@code null} if that is not known
	 */
	IdempotencyRecord failed(@Nullable Outcome outcome, Optional<String> digest) {
		return with(State.FAILED, this.inDoubt || outcome != Outcome.NOT_SENT, firstDigest(digest), this.newestBefore);
	}

	private IdempotencyRecord with(State state, boolean inDoubt, @Nullable String digest, @Nullable Long newestBefore) {
		return new IdempotencyRecord(state, this.request, inDoubt, this.target, digest, newestBefore, null);
	}

	/** All requests must have the content of the first. */
	private @Nullable String firstDigest(Optional<String> digest) {
		return Optional.ofNullable(this.digest).or(() -> digest).orElse(null);
	}

	Sent replayed() {
		Sent sent = Objects.requireNonNull(this.sent);
		return new Sent(sent.message(), sent.textChanged(), true);
	}

	@Override
	public String toString() {
		return "IdempotencyRecord[" + this.state + "]";
	}

}
