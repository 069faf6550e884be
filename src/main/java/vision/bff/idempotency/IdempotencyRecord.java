package vision.bff.idempotency;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * What is known of the message that a key names. A record never changes; another one
 * takes its place.
 *
 * @param state how far its sending has come
 * @param target whether it is a text or an image, and for whom
 * @param digest stands for its content; {@code null} while that was never all there
 * @param newestBefore the id of the newest message before the first try that may have
 * stored it; {@code null} if there was no such try yet, or if it could not be told
 * @param sent the message; {@code null} if it is not known to be stored
 */
public record IdempotencyRecord(State state, String target, @Nullable String digest, @Nullable Long newestBefore,
		@Nullable Sent sent) {

	private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(1);

	/**
	 * How far the sending of a message has come.
	 */
	public enum State {

		/**
		 * A request is sending it.
		 */
		UNDER_WAY,

		/**
		 * No request has stored it.
		 */
		NOT_SENT,

		/**
		 * An earlier request may have stored it.
		 */
		IN_DOUBT,

		/**
		 * It is stored.
		 */
		SENT

	}

	static IdempotencyRecord begun(String target, @Nullable String digest) {
		return new IdempotencyRecord(State.UNDER_WAY, target, digest, null, null);
	}

	/**
	 * The record for the next request with the same key; this one if it is sent.
	 * @throws ProblemException {@code idempotency-key-in-use} while another request is
	 * sending it, {@code idempotency-key-reused} if it is something else
	 */
	IdempotencyRecord again(String target, @Nullable String digest) {
		if (this.state == State.UNDER_WAY) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_IN_USE).retryAfter(TRY_AGAIN_AFTER);
		}
		boolean same = this.digest == null || digest == null || this.digest.equals(digest);
		if (!this.target.equals(target) || !same) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
		}
		return (this.state == State.SENT) ? this : new IdempotencyRecord(State.UNDER_WAY, target,
				same(Optional.ofNullable(digest)), this.newestBefore, null);
	}

	/**
	 * The first content counts.
	 */
	private @Nullable String same(Optional<String> digest) {
		return Optional.ofNullable(this.digest).or(() -> digest).orElse(null);
	}

	/**
	 * The id above which the message is, if an earlier request may have stored it.
	 */
	Optional<Long> inDoubtAbove() {
		return Optional.ofNullable(this.newestBefore);
	}

	IdempotencyRecord startingAbove(Optional<Long> newestId) {
		return new IdempotencyRecord(this.state, this.target, this.digest,
				inDoubtAbove().or(() -> newestId).orElse(null), null);
	}

	IdempotencyRecord sent(Sent sent, Optional<String> digest) {
		return new IdempotencyRecord(State.SENT, this.target, same(digest), this.newestBefore, sent);
	}

	/**
	 * The record after a try that failed.
	 * @param outcome what became of it; {@code null} if that is not known
	 * @param wasInDoubt whether an earlier try may have stored it
	 */
	IdempotencyRecord failed(@Nullable Outcome outcome, boolean wasInDoubt, Optional<String> digest) {
		boolean inDoubt = wasInDoubt || outcome != Outcome.NOT_SENT;
		return new IdempotencyRecord(inDoubt ? State.IN_DOUBT : State.NOT_SENT, this.target, same(digest),
				inDoubt ? this.newestBefore : null, null);
	}

	/**
	 * The message that was sent.
	 * @throws NullPointerException if the state is not {@link State#SENT}
	 */
	Sent replayed() {
		Sent sent = Objects.requireNonNull(this.sent);
		return new Sent(sent.message(), sent.textChanged(), true);
	}

	@Override
	public String toString() {
		return "IdempotencyRecord[" + this.state + "]";
	}

}
