package vision.bff.problem.web;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.PublicPath;
import vision.bff.web.ReportedProblem;
import vision.bff.web.TraceId;

/**
 * The body of every answer that is not a success, as RFC 9457 has it.
 *
 * @param type where this kind of problem is explained
 * @param title always the same for a code
 * @param detail this occurrence, in words
 * @param instance the path that was asked for; of a request line that cannot be read, a
 * name of the occurrence
 * @param traceId the name of this occurrence in our log and traces
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(URI type, String title, int status, String detail, String instance, ProblemCode code, String traceId,
		boolean retryable, @Nullable List<InvalidValue> errors, @Nullable Outcome outcome) {

	/** The problem of a request, which is noted for the log. */
	static Problem of(ProblemException exception, HttpServletRequest request, String path) {
		ProblemCode code = exception.code();
		ReportedProblem.set(request, exception);
		return new Problem(URI.create(PublicPath.of(request, "/problems/" + code.code())), code.title(),
				code.status().value(), exception.detail(),
				path.startsWith("/") ? PublicPath.takenOff(request) + path : path, code, TraceId.of(request),
				code.retryable(), exception.errors().isEmpty() ? null : exception.errors(),
				WriteOutcome.of(exception, request, path));
	}

}
