package vision.bff.idempotency;

import java.util.UUID;

import vision.bff.session.Session;

/**
 * Who sends a message, and to whom it belongs then.
 */
public sealed interface Sender {

	/** Not the same for any two. It tells nothing of the credential. */
	String id();

	/** Whoever has a key. The keys of a session are its own. */
	record Keyed(Session session, IdempotencyKey key) implements Sender {

		@Override
		public String id() {
			return this.session.fingerprint() + ":" + this.key.value();
		}

	}

	/** One request without a key. */
	record Once(String id) implements Sender {

		static Once random() {
			return new Once(UUID.randomUUID().toString());
		}

	}

}
