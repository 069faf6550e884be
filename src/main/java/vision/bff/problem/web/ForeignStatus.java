package vision.bff.problem.web;

import vision.bff.problem.ProblemCode;

/**
 * Finds the problem that stands for an HTTP status which somebody else has chosen.
 */
final class ForeignStatus {

	private ForeignStatus() {
	}

	static ProblemCode code(int status) {
		return switch (status) {
			case 401 -> ProblemCode.UNAUTHENTICATED;
			case 404 -> ProblemCode.NOT_FOUND;
			case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
			case 406 -> ProblemCode.NOT_ACCEPTABLE;
			case 413 -> ProblemCode.IMAGE_TOO_LARGE;
			case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
			case 429 -> ProblemCode.TOO_MANY_REQUESTS;
			case 431 -> ProblemCode.HEADERS_TOO_LARGE;
			case 501, 505 -> ProblemCode.INVALID_REQUEST;
			case 503 -> ProblemCode.OVERLOADED;
			default -> (status < 500) ? ProblemCode.INVALID_REQUEST : ProblemCode.INTERNAL_ERROR;
		};
	}

}
