package vision.bff.sandbox;

import com.github.tomakehurst.wiremock.http.Fault;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a single request. A fault either keeps the call from taking effect
 * or spoils the answer of a call that took effect; a call that would have been refused is
 * refused all the same, but nobody learns of it.
 */
public enum FaultKind {

	/**
	 * The right answer, only late.
	 */
	DELAY(true),

	/**
	 * The connection is reset, and nothing happened.
	 */
	RESET(false),

	/**
	 * The connection is reset, and yet the row is stored.
	 */
	RESET_AFTER_STORING(true),

	/**
	 * A status 200, then garbage and a closed connection; the row is stored.
	 */
	BROKEN_OFF_AFTER_STORING(true),

	/**
	 * An HTTP 500 with an empty body, and nothing happened.
	 */
	ERROR500(false),

	/**
	 * An HTTP 500 with an empty body, and yet the row is stored.
	 */
	ERROR500_AFTER_STORING(true),

	/**
	 * An envelope with the code 500, and yet the row is stored.
	 */
	CODE500_AFTER_STORING(true),

	/**
	 * An HTML page of the web server with the status asked for, and nothing happened.
	 */
	STATUS(false),

	/**
	 * An HTML page of the web server with the status asked for, and yet the row is
	 * stored: with 504 and a delay of a minute, the database that hangs.
	 */
	STATUS_AFTER_STORING(true),

	/**
	 * A fatal error as HTML with the status 200, and nothing happened.
	 */
	FATAL_ERROR(false),

	/**
	 * The right answer behind a PHP warning.
	 */
	WARNING(true),

	/**
	 * The site cannot reach its database, which it says even to a bad session.
	 */
	DATABASE_DOWN(false),

	/**
	 * As {@link #DATABASE_DOWN}, behind a PHP warning.
	 */
	DATABASE_DOWN_BEHIND_HTML(false),

	/**
	 * The first half of the right answer.
	 */
	TRUNCATED(true),

	/**
	 * An envelope with a code nobody knows, and nothing happened.
	 */
	UNKNOWN_CODE(false),

	/**
	 * An envelope with the code 400 and a message nobody knows, and nothing happened.
	 */
	UNKNOWN_MESSAGE(false);

	private final boolean takesEffect;

	FaultKind(boolean takesEffect) {
		this.takesEffect = takesEffect;
	}

	boolean takesEffect() {
		return this.takesEffect;
	}

	@Nullable Fault ofConnection() {
		return switch (this) {
			case RESET, RESET_AFTER_STORING -> Fault.CONNECTION_RESET_BY_PEER;
			case BROKEN_OFF_AFTER_STORING -> Fault.MALFORMED_RESPONSE_CHUNK;
			case DELAY, ERROR500, ERROR500_AFTER_STORING, CODE500_AFTER_STORING, STATUS, STATUS_AFTER_STORING,
					FATAL_ERROR, WARNING, DATABASE_DOWN, DATABASE_DOWN_BEHIND_HTML, TRUNCATED, UNKNOWN_CODE,
					UNKNOWN_MESSAGE ->
				null;
		};
	}

}
