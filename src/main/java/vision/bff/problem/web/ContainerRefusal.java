package vision.bff.problem.web;

import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemCode;

/**
 * Tells the problem from what Tomcat says of its own refusal, which is 400 of all that it
 * cannot read. Only in the words of the exception it says that headers were too long, and
 * by its type that they were too many.
 */
final class ContainerRefusal {

	private static final String TOO_LONG = StringManager.getManager(Http11InputBuffer.class)
		.getString("iib.requestheadertoolarge.error");

	private ContainerRefusal() {
	}

	/** The path is empty if it could not be read. */
	static ProblemCode code(int status, String path, @Nullable Throwable throwable) {
		boolean tooLarge = !path.isEmpty() && status == 400 && isOfTooLargeHeaders(throwable);
		return tooLarge ? ProblemCode.HEADERS_TOO_LARGE : ForeignStatus.code(status);
	}

	private static boolean isOfTooLargeHeaders(@Nullable Throwable throwable) {
		return throwable instanceof IllegalStateException
				|| (throwable instanceof IllegalArgumentException && TOO_LONG.equals(throwable.getMessage()));
	}

}
