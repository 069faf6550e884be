package vision.bff.idempotency;

import java.time.Duration;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;

/**
 * The key of one request, which has it to itself for as long as it can take and a little
 * more.
 */
record KeyLease(IdempotencyStore store, Sender.Keyed sender) {

	private static final Log logger = LogFactory.getLog(KeyLease.class);

	private static final Duration AFTER_DEADLINE = Duration.ofSeconds(5);

	private static final Duration LONGEST = Duration.ofDays(1);

	/**
	 * Takes the key.
	 * @return the record of what is under way now, or of the message that is stored
	 */
	IdempotencyRecord begin(String target, Optional<String> digest) {
		try {
			while (true) {
				Optional<IdempotencyStore.Held> held = this.store.find(this.sender);
				IdempotencyRecord next = held.map(IdempotencyStore.Held::forTheNext)
					.map((earlier) -> earlier.again(target, digest.orElse(null)))
					.orElseGet(() -> IdempotencyRecord.begun(target, digest.orElse(null)));
				if (next.sent() != null || set(held.map(IdempotencyStore.Held::record).orElse(null), next)) {
					return next;
				}
			}
		}
		catch (ProblemException ex) {
			throw (ex.code() == ProblemCode.OVERLOADED) ? ex.of(Outcome.NOT_SENT) : ex;
		}
	}

	/**
	 * Remembers that something may be stored from now on.
	 * @throws ProblemException if that cannot be remembered, or if the key is another
	 * request's by now
	 */
	IdempotencyRecord sending(IdempotencyRecord begun, IdempotencyRecord sending) {
		try {
			if (set(begun, sending)) {
				return sending;
			}
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.NOT_SENT);
		}
		throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_IN_USE).of(Outcome.NOT_SENT);
	}

	/**
	 * Gives the key back. Where that cannot be remembered, the next request with it finds
	 * out what became of this one.
	 */
	void end(IdempotencyRecord underWay, @Nullable IdempotencyRecord ended) {
		try {
			set(underWay, ended);
		}
		catch (ProblemException ex) {
			logger.debug("What became of a key could not be remembered", ex);
		}
	}

	private boolean set(@Nullable IdempotencyRecord expected, @Nullable IdempotencyRecord next) {
		return this.store.compareAndSet(this.sender, expected, next, Deadline.left(LONGEST).plus(AFTER_DEADLINE));
	}

}
