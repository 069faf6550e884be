package vision.bff.web;

import java.util.Arrays;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query that would be heeded in part only: a front end that asks for one page
 * and gets another would mark messages as seen that nobody has seen.
 */
class KnownParametersInterceptor implements HandlerInterceptor {

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getQueryString() != null && request.getDispatcherType() == DispatcherType.REQUEST
				&& handler instanceof HandlerMethod method && !refusesHead(method)) {
			KnownParameters.of(method).check(request.getParameterMap());
		}
		return true;
	}

	/** What is there for HEAD alone refuses it, whatever the query is. */
	private static boolean refusesHead(HandlerMethod method) {
		RequestMapping mapping = method.getMethodAnnotation(RequestMapping.class);
		return mapping != null && Arrays.equals(mapping.method(), new RequestMethod[] { RequestMethod.HEAD });
	}

}
