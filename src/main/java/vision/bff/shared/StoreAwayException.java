package vision.bff.shared;

/**
 * The store did not do what it was asked for, or not in time.
 */
final class StoreAwayException extends RuntimeException {

	StoreAwayException(Throwable cause) {
		super("The shared store is away", cause, false, false);
	}

}
