package vision.bff.idempotency;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemException;

/**
 * Where the records of keys are kept, for 24 hours after their last change, and which
 * message belongs to whom. Any of it is the {@code overloaded} of a
 * {@link ProblemException} while the store is away.
 */
public interface IdempotencyStore {

	Optional<Held> find(Sender.Keyed sender);

	/**
	 * Puts a record in the place of another one, if that is still there.
	 * @param expected {@code null} if there must be none
	 * @param next {@code null} to leave none
	 * @param lease how long the request has the key to itself, if it is still under way
	 * @return whether it was there
	 */
	boolean compareAndSet(Sender.Keyed sender, @Nullable IdempotencyRecord expected, @Nullable IdempotencyRecord next,
			Duration lease);

	/**
	 * Takes a message for the one that somebody sent. No two senders get the same one.
	 * @return whether it belongs to this sender now
	 */
	boolean claim(long messageId, Sender sender);

	/** Whether a message belongs to no other sender. */
	boolean isFree(long messageId, Sender sender);

	/**
	 * What is kept of a key.
	 *
	 * @param leased whether the request that has the key may still be under way
	 */
	record Held(IdempotencyRecord record, boolean leased) {

		/** The record, as it is for whoever comes next. */
		IdempotencyRecord forTheNext() {
			return this.leased ? this.record : this.record.abandoned();
		}

	}

}
