package vision.bff.session;

import java.time.Instant;

/**
 * What a request shows to say whose it is.
 */
public sealed interface Credential {

	Session session();

	/** A token that the front end keeps and sends by itself. */
	record Bearer(Session session) implements Credential {
	}

	/**
	 * A token that the browser keeps, sealed by us.
	 *
	 * @param expiresAt when it is worth nothing any more, in whole seconds
	 */
	record Cookie(Session session, Instant expiresAt) implements Credential {
	}

}
