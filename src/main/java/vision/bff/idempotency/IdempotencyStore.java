package vision.bff.idempotency;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where the records of keys are kept, for 24 hours after their last change, and which
 * message belongs to whom.
 */
public interface IdempotencyStore {

	/**
	 * The record of a key.
	 * @param name the key with whose it is
	 */
	Optional<IdempotencyRecord> find(String name);

	/**
	 * Puts a record in the place of another one, if that is still there.
	 * @param expected {@code null} if there must be none
	 * @param next {@code null} to leave none
	 * @return whether it was there
	 */
	boolean compareAndSet(String name, @Nullable IdempotencyRecord expected, @Nullable IdempotencyRecord next);

	/**
	 * Takes a message for the one that somebody sent. No two senders get the same one.
	 * @return whether it belongs to this sender now
	 */
	boolean claim(long messageId, String sender);

	/** Whether a message belongs to no other sender. */
	boolean isFree(long messageId, String sender);

}
