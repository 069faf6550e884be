package vision.bff.problem.web;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemException;

final class InvalidParameters {

	private InvalidParameters() {
	}

	static ProblemException of(HandlerMethodValidationException exception) {
		return ProblemException.invalid(
				exception.getParameterValidationResults().stream().flatMap(InvalidParameters::invalidValues).toList());
	}

	static ProblemException of(TypeMismatchException exception) {
		String name = (exception instanceof MethodArgumentTypeMismatchException argument) ? argument.getName()
				: String.valueOf(exception.getPropertyName());
		String kind = (exception.getRequiredType() == boolean.class) ? "must be true or false" : "must be an integer";
		return ProblemException.invalid(List.of(InvalidValue.parameter(name, kind)));
	}

	static ProblemException of(MissingServletRequestParameterException exception) {
		return ProblemException.invalid(List.of(InvalidValue.parameter(exception.getParameterName(), "must be given")));
	}

	private static Stream<InvalidValue> invalidValues(ParameterValidationResult result) {
		String name = String.valueOf(result.getMethodParameter().getParameterName());
		return result.getResolvableErrors()
			.stream()
			.map((error) -> InvalidValue.parameter(name, String.valueOf(error.getDefaultMessage())));
	}

}
