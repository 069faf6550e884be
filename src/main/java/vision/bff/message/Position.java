package vision.bff.message;

/**
 * Which part of a chat is asked for.
 */
public sealed interface Position {

	/** The newest messages. */
	record Newest() implements Position {
	}

	/**
	 * The newest messages whose ids are smaller.
	 *
	 * @param id 1..2^53-1, not included
	 */
	record Before(long id) implements Position {
	}

	/**
	 * The oldest messages whose ids are larger.
	 *
	 * @param id 1..2^53-1, not included
	 */
	record After(long id) implements Position {
	}

	/**
	 * A message with about as many below it as above.
	 *
	 * @param id 1..2^53-1
	 */
	record Around(long id) implements Position {
	}

}
