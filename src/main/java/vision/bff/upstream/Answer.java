package vision.bff.upstream;

import tools.jackson.databind.JsonNode;

/**
 * What an answer of the upstream turns out to be. Every answer is exactly one of these.
 */
sealed interface Answer {

	/**
	 * It was done.
	 *
	 * @param data what came with it, of any kind
	 */
	record Success(JsonNode data) implements Answer {
	}

	/**
	 * There is nothing to return.
	 */
	record Empty() implements Answer {
	}

	/**
	 * It was refused for a reason that the upstream's page lists.
	 */
	record Rejected(Rejection reason) implements Answer {
	}

	/**
	 * The session is not known there.
	 */
	record SessionRefused() implements Answer {
	}

	/**
	 * The web server found the request too large.
	 */
	record TooLarge() implements Answer {
	}

	/**
	 * The upstream reports a fault, or says what it never should.
	 */
	record Fault() implements Answer {
	}

	/**
	 * It sends us elsewhere, where we do not go.
	 */
	record Redirect() implements Answer {
	}

	/**
	 * It cannot be understood.
	 */
	record Unreadable() implements Answer {
	}

}
