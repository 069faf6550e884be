package vision.bff.web;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * The query parameters that an operation has, each of which may be given once.
 */
record KnownParameters(List<String> names) {

	/** With this, libraries make each address a new one for caches. */
	private static final String CACHE_BUSTER = "_";

	static KnownParameters of(HandlerMethod method) {
		return new KnownParameters(Arrays.stream(method.getMethodParameters())
			.filter((parameter) -> parameter.hasParameterAnnotation(RequestParam.class))
			.map(MethodParameter::getParameter)
			.map(Parameter::getName)
			.toList());
	}

	/** An unknown name is not told again, as it can be anything, even a secret. */
	void check(Map<String, String[]> query) {
		query.forEach((name, values) -> {
			if (name.equals(CACHE_BUSTER)) {
				return;
			}
			if (!this.names.contains(name)) {
				throw new ProblemException(ProblemCode.INVALID_REQUEST, this.names.isEmpty()
						? "There are no query parameters here."
						: "The query has a parameter that is none of: %s.".formatted(String.join(", ", this.names)));
			}
			if (values.length > 1) {
				throw invalid(name, "must be given only once");
			}
			if (values[0].isEmpty()) {
				throw invalid(name, "must not be empty");
			}
		});
	}

	private static ProblemException invalid(String name, String message) {
		return new ProblemException(ProblemCode.INVALID_REQUEST, InvalidValue.parameter(name, message));
	}

}
