package vision.bff.message;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * The sending of one message, which can take several tries. What earlier tries leave
 * unknown, the next one can find out.
 */
public final class Attempt {

	private final Predicate<Message> claims;

	private boolean underWay = true;

	/**
	 * Whether an earlier try may have stored the message.
	 */
	private boolean inDoubt;

	/**
	 * The newest message before the first try of those in doubt.
	 */
	private @Nullable Long above;

	private @Nullable String content;

	private @Nullable Sent sent;

	private final boolean repeatable;

	private Attempt(Predicate<Message> claims, boolean repeatable) {
		this.claims = claims;
		this.repeatable = repeatable;
	}

	/**
	 * An attempt that comes back with the same key.
	 * @param claims takes a message for this attempt, unless it already belongs to
	 * another
	 */
	static Attempt repeatable(Predicate<Message> claims) {
		return new Attempt(claims, true);
	}

	/**
	 * An attempt of one try.
	 */
	static Attempt single(Predicate<Message> claims) {
		return new Attempt(claims, false);
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
		return this.claims.test(message);
	}

	/**
	 * Makes sure that all tries have the same content.
	 * @param digest stands for it
	 * @throws ProblemException {@code idempotency-key-reused}
	 */
	synchronized void requireSame(String digest) {
		if (this.content == null) {
			this.content = digest;
		}
		if (!this.content.equals(digest)) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
		}
	}

	/**
	 * Begins the next try, if there is anything left to do.
	 * @throws ProblemException {@code idempotency-key-in-use} if the last one has not
	 * ended
	 */
	synchronized void again() {
		if (this.underWay) {
			throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_IN_USE).retryAfter(Duration.ofSeconds(1));
		}
		this.underWay = this.sent == null;
	}

	synchronized void succeeded(Sent sent) {
		this.sent = sent;
		this.underWay = false;
	}

	synchronized void failed(@Nullable Outcome outcome) {
		this.inDoubt |= outcome != Outcome.NOT_SENT;
		this.underWay = false;
	}

	synchronized boolean isUnderWay() {
		return this.underWay;
	}

	synchronized Optional<Sent> sent() {
		return Optional.ofNullable(this.sent);
	}

	@Override
	public String toString() {
		return "Attempt";
	}

}
