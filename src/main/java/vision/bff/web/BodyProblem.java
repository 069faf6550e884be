package vision.bff.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

import vision.bff.problem.ProblemCode;

/**
 * Finds what {@link InvalidBody} says of the method that a request leads to.
 */
public final class BodyProblem {

	private BodyProblem() {
	}

	public static ProblemCode of(HttpServletRequest request) {
		if (request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod method) {
			InvalidBody named = method.getMethodAnnotation(InvalidBody.class);
			if (named != null) {
				return named.value();
			}
		}
		return ProblemCode.INVALID_MESSAGE;
	}

}
