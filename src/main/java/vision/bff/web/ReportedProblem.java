package vision.bff.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemCode;

/**
 * Which problem a request was answered with, for the log.
 */
public final class ReportedProblem {

	private static final String ATTRIBUTE = ReportedProblem.class.getName();

	private ReportedProblem() {
	}

	public static void set(HttpServletRequest request, ProblemCode code) {
		request.setAttribute(ATTRIBUTE, code);
	}

	/**
	 * The problem of a request, {@code null} if there was none.
	 */
	public static @Nullable ProblemCode of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof ProblemCode code) ? code : null;
	}

}
