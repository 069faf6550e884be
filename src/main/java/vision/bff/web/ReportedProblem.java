package vision.bff.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Which problem a request was answered with, for the log.
 *
 * @param failure the kind of failure of the upstream, if it was one
 */
public record ReportedProblem(ProblemCode code, @Nullable String failure) {

	private static final String ATTRIBUTE = ReportedProblem.class.getName();

	public static void set(HttpServletRequest request, ProblemException problem) {
		request.setAttribute(ATTRIBUTE, new ReportedProblem(problem.code(), problem.failure()));
	}

	public static @Nullable ReportedProblem of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof ReportedProblem problem) ? problem : null;
	}

}
