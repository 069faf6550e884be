package vision.bff.upstream.answer;

import java.util.Arrays;
import java.util.Optional;

import vision.bff.problem.ProblemCode;

/**
 * The reasons that the upstream's page gives with code 400, in its words, and what each
 * of them is to our callers.
 */
public enum Rejection {

	NO_SUCH_INTERLOCUTOR("Interlocutor ID is missing or invalid", ProblemCode.USER_NOT_FOUND),

	NO_PERMISSION("You do not have permission direct messages to this chat", ProblemCode.MESSAGING_NOT_ALLOWED),

	BLOCKED("Your account has been blocked by this account", ProblemCode.BLOCKED),

	/** We always name the type, so this is nothing that our caller could mend. */
	NO_MEDIA_TYPE("The media type of the message is invalid or missing", ProblemCode.UPSTREAM_ERROR),

	NO_MESSAGE_ID("Message ID is missing or invalid", ProblemCode.MESSAGE_NOT_FOUND),

	NO_SUCH_MESSAGE("A message with this ID was not found. Please check your details!", ProblemCode.MESSAGE_NOT_FOUND);

	private final String message;

	private final ProblemCode problem;

	Rejection(String message, ProblemCode problem) {
		this.message = message;
		this.problem = problem;
	}

	static Optional<Rejection> of(String message) {
		return Arrays.stream(values()).filter((rejection) -> rejection.message.equals(message)).findFirst();
	}

	String message() {
		return this.message;
	}

	ProblemCode problem() {
		return this.problem;
	}

}
