package vision.bff.message.web;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.stream.Stream;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

final class UploadProblem {

	private UploadProblem() {
	}

	static ProblemException notOneImage() {
		return new ProblemException(ProblemCode.INVALID_REQUEST,
				InvalidValue.pointer("/image", "must be the one part of the body, a file"));
	}

	static ProblemException tooLarge() {
		return new ProblemException(ProblemCode.IMAGE_TOO_LARGE, "An image can have at most 24 MiB.");
	}

	static ProblemException stalled() {
		return new ProblemException(ProblemCode.UPLOAD_STALLED);
	}

	static ProblemException of(IOException failure) {
		return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch(SocketTimeoutException.class::isInstance) ? stalled() : notOneImage();
	}

}
