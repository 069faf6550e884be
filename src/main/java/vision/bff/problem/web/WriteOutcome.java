package vision.bff.problem.web;

import java.util.Set;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemException;

final class WriteOutcome {

	private static final Set<String> WRITES = Set.of("POST", "PUT", "DELETE");

	private WriteOutcome() {
	}

	static @Nullable Outcome of(ProblemException exception, HttpServletRequest request, String path) {
		return (exception.outcome() == null && isWrite(request, path)) ? exception.code().outcome()
				: exception.outcome();
	}

	/**
	 * Whether something was to be written at the site, which is what all but the session
	 * does. What was refused too early to have a path may have been such a request too.
	 * The container makes a GET of what it has a page made for.
	 */
	private static boolean isWrite(HttpServletRequest request, String path) {
		Object refused = request.getAttribute(RequestDispatcher.ERROR_METHOD);
		String method = (refused != null) ? refused.toString() : request.getMethod();
		return WRITES.contains(String.valueOf(method)) && !path.equals(request.getContextPath() + "/session");
	}

}
