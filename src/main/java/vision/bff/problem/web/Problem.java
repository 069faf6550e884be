package vision.bff.problem.web;

import java.net.URI;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.ReportedProblem;
import vision.bff.web.TraceId;

/**
 * The body of every answer that is not a success, as RFC 9457 has it.
 *
 * @param type where this kind of problem is explained
 * @param title the kind of problem, always the same for a code
 * @param status the HTTP status
 * @param detail this occurrence, in words
 * @param instance the path that was asked for; of a request line that cannot be read, a
 * name of the occurrence
 * @param code the kind of problem, for programs
 * @param traceId the name of this occurrence in our log and traces
 * @param retryable whether the same request can succeed later
 * @param errors what is wrong with the input, if that is what is wrong
 * @param outcome what became of a write, otherwise absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(URI type, String title, int status, String detail, String instance, ProblemCode code, String traceId,
		boolean retryable, @Nullable List<InvalidValue> errors, @Nullable Outcome outcome) {

	private static final Set<String> WRITES = Set.of("POST", "DELETE");

	/**
	 * The problem of a request, which is noted for the log.
	 */
	static Problem of(ProblemException exception, HttpServletRequest request, String path) {
		ProblemCode code = exception.code();
		ReportedProblem.set(request, exception);
		return new Problem(URI.create("/problems/" + code.code()), code.title(), code.status().value(),
				exception.detail(), path, code, TraceId.of(request), code.retryable(),
				exception.errors().isEmpty() ? null : exception.errors(), outcome(exception, request, path));
	}

	private static @Nullable Outcome outcome(ProblemException exception, HttpServletRequest request, String path) {
		if (exception.outcome() != null || !isWrite(request, path)) {
			return exception.outcome();
		}
		return exception.code().outcome();
	}

	/**
	 * Whether something was to be written at the site, which is what all but the session
	 * does. What was refused too early to have a path may have been such a request too.
	 * The container makes a GET of what it has a page made for.
	 */
	private static boolean isWrite(HttpServletRequest request, String path) {
		Object refused = request.getAttribute(RequestDispatcher.ERROR_METHOD);
		String method = (refused != null) ? refused.toString() : request.getMethod();
		return WRITES.contains(String.valueOf(method)) && !path.equals("/session");
	}

}
