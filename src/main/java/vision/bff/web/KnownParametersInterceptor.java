package vision.bff.web;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Refuses a query that would be heeded in part only: a front end that asks for one page
 * and gets another would mark messages as seen that nobody has seen.
 */
class KnownParametersInterceptor implements HandlerInterceptor {

	/** With this, libraries make each address a new one for caches. */
	private static final String CACHE_BUSTER = "_";

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getQueryString() != null && request.getDispatcherType() == DispatcherType.REQUEST
				&& handler instanceof HandlerMethod method && !refusesHead(method)) {
			check(request.getParameterMap(), knownNames(method));
		}
		return true;
	}

	/** What is there for HEAD alone refuses it, whatever the query is. */
	private static boolean refusesHead(HandlerMethod method) {
		RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
		return mapping != null && Arrays.equals(mapping.method(), new RequestMethod[] { RequestMethod.HEAD });
	}

	private static List<String> knownNames(HandlerMethod method) {
		return Arrays.stream(method.getMethodParameters())
			.filter((parameter) -> parameter.hasParameterAnnotation(RequestParam.class))
			.map((parameter) -> parameter.getParameter().getName())
			.toList();
	}

	/** An unknown name is not told again, as it can be anything, even a secret. */
	private static void check(Map<String, String[]> query, List<String> knownNames) {
		query.forEach((name, values) -> {
			if (name.equals(CACHE_BUSTER)) {
				return;
			}
			if (!knownNames.contains(name)) {
				throw new ProblemException(ProblemCode.INVALID_REQUEST, knownNames.isEmpty()
						? "There are no query parameters here."
						: "The query has a parameter that is none of: %s.".formatted(String.join(", ", knownNames)));
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
