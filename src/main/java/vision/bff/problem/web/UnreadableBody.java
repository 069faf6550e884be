package vision.bff.problem.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * What is wrong with a JSON body, as far as its reader can tell.
 */
final class UnreadableBody {

	private UnreadableBody() {
	}

	static ProblemException because(@Nullable Throwable cause) {
		return switch (cause) {
			case DatabindException mismatch when !mismatch.getPath().isEmpty() ->
				invalid(JsonPointer.of(mismatch.getPath()), "is not a field of this body, or not of its type");
			case DatabindException mismatch -> invalid("", "must be a JSON object with the field 'text'");
			case StreamConstraintsException excess ->
				invalid("", "must not be nested so deep, nor have so long a name or number");
			case JacksonException syntax -> new ProblemException(ProblemCode.INVALID_REQUEST,
					"The body is not well-formed JSON, or has a field twice.");
			case null, default ->
				new ProblemException(ProblemCode.INVALID_REQUEST, "The body is missing or unreadable.");
		};
	}

	private static ProblemException invalid(String pointer, String message) {
		return new ProblemException(ProblemCode.INVALID_MESSAGE, InvalidValue.pointer(pointer, message));
	}

}
