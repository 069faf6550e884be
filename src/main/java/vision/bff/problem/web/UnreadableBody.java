package vision.bff.problem.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.web.BodyProblem;

/**
 * What is wrong with a JSON body, as far as its reader can tell.
 */
final class UnreadableBody {

	private UnreadableBody() {
	}

	static ProblemException because(@Nullable Throwable cause, HttpServletRequest request) {
		return switch (cause) {
			case DatabindException mismatch when !mismatch.getPath().isEmpty() ->
				invalid(request, JsonPointer.of(mismatch.getPath()), "is not a field of this body, or not of its type");
			case DatabindException mismatch ->
				invalid(request, "", "must be a JSON object with the fields of this body");
			case StreamConstraintsException excess ->
				invalid(request, "", "must not be nested so deep, nor have so long a name or number");
			case JacksonException syntax -> new ProblemException(ProblemCode.INVALID_REQUEST,
					"The body is not well-formed JSON, or has a field twice.");
			case null, default ->
				new ProblemException(ProblemCode.INVALID_REQUEST, "The body is missing or unreadable.");
		};
	}

	private static ProblemException invalid(HttpServletRequest request, String pointer, String message) {
		return new ProblemException(BodyProblem.of(request), InvalidValue.pointer(pointer, message));
	}

}
