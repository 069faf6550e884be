package vision.bff.message;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * The sending of one message, which can take several tries. What earlier tries leave
 * unknown, the next one can find out.
 */
public final class Attempt {

	private final Claims claims;

	private boolean underWay = true;

	private boolean inDoubt;

	/**
	 * The newest message before the first try of those in doubt.
	 */
	private @Nullable Long above;

	/**
	 * Whether it is a text or an image, and for whom.
	 */
	private @Nullable String kind;

	private @Nullable String content;

	private @Nullable Sent sent;

	private final boolean repeatable;

	private final long begunAt;

	private Attempt(Claims claims, boolean repeatable, long begunAt) {
		this.claims = claims;
		this.repeatable = repeatable;
		this.begunAt = begunAt;
	}

	/**
	 * An attempt that comes back with the same key.
	 * @param begunAt when its first try began, in nanoseconds of the ticker
	 */
	static Attempt repeatable(Claims claims, long begunAt) {
		return new Attempt(claims, true, begunAt);
	}

	/**
	 * An attempt of one try.
	 */
	static Attempt single(Claims claims) {
		return new Attempt(claims, false, 0);
	}

	long begunAt() {
		return this.begunAt;
	}

	/**
	 * Whether there may be a next try, which needs to know what was there before this
	 * one.
	 */
	public boolean isRepeatable() {
		return this.repeatable;
	}

	/**
	 * The id above which the message is if an earlier try stored it; nothing if none can
	 * have.
	 */
	public synchronized OptionalLong inDoubtAbove() {
		return (this.inDoubt && this.above != null) ? OptionalLong.of(this.above) : OptionalLong.empty();
	}

	/**
	 * Remembers what was there before the message is sent.
	 * @param newestId the id of the newest message, 0 if there is none
	 */
	public synchronized void startsAbove(long newestId) {
		if (!this.inDoubt || this.above == null) {
			this.above = newestId;
		}
	}

	/**
	 * Takes a message for the one that was sent.
	 * @return whether it is not known to be another one
	 */
	public boolean claims(Message message) {
		return this.claims.take(message);
	}

	/**
	 * Whether a message can be the one that was sent, since it belongs to no other
	 * attempt.
	 */
	public boolean canClaim(Message message) {
		return this.claims.isFree(message);
	}

	/**
	 * Makes sure that all tries have the same content.
	 * @param digest stands for it
	 * @throws ProblemException {@code idempotency-key-reused}
	 */
	synchronized void requireSame(String digest) {
		this.content = same(this.content, digest);
	}

	/**
	 * Begins the first try.
	 * @param kind whether it is a text or an image, and for whom
	 * @param digest stands for the content; {@code null} if that is still to come
	 */
	synchronized void begin(String kind, @Nullable String digest) {
		this.kind = kind;
		this.content = digest;
	}

	/**
	 * Begins the next try, if there is anything left to do. A try that has not ended is
	 * left alone, whatever this one sends.
	 * @throws ProblemException {@code idempotency-key-in-use} if the last one has not
	 * ended, {@code idempotency-key-reused} if it was for something else
	 */
	synchronized void again(String kind, @Nullable String digest) {
		if (this.underWay) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_IN_USE).retryAfter(Duration.ofSeconds(1));
		}
		same(this.kind, kind);
		if (digest != null) {
			requireSame(digest);
		}
		this.underWay = this.sent == null;
	}

	private static String same(@Nullable String earlier, String later) {
		if (earlier != null && !earlier.equals(later)) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
		}
		return later;
	}

	synchronized void succeeded(Sent sent) {
		this.sent = sent;
		this.underWay = false;
	}

	synchronized void failed(@Nullable Outcome outcome) {
		this.inDoubt |= outcome != Outcome.NOT_SENT;
		this.underWay = false;
	}

	/**
	 * Whether an earlier try may have stored the message.
	 */
	synchronized boolean isInDoubt() {
		return this.inDoubt;
	}

	synchronized boolean isUnderWay() {
		return this.underWay;
	}

	synchronized Optional<Sent> sent() {
		return Optional.ofNullable(this.sent);
	}

	/**
	 * Which messages belong to an attempt: one each, and none to two.
	 */
	interface Claims {

		/**
		 * Takes a message, unless it belongs to another attempt.
		 * @return whether it belongs to this one now
		 */
		boolean take(Message message);

		/**
		 * Whether a message belongs to no other attempt.
		 */
		boolean isFree(Message message);

	}

	@Override
	public String toString() {
		return "Attempt";
	}

}
