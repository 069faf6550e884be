package vision.bff.web;

import java.util.Arrays;
import java.util.Collections;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Refuses a body in a content coding, which nobody here undoes, and names what is taken
 * instead (RFC 9110 section 15.5.16); and a body of any type ({@code *}{@code /*}), which
 * Spring takes for a bug where a body may be left out.
 */
class KnownBodiesInterceptor implements HandlerInterceptor {

	private static final String IDENTITY = "identity";

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getDispatcherType() != DispatcherType.REQUEST) {
			return true;
		}
		if (isEncoded(request)) {
			response.setHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
			throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body without a content coding.");
		}
		if (isOfAnyType(request) && readsBody(handler)) {
			throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Name the one type that the body has.");
		}
		return true;
	}

	private static boolean isEncoded(HttpServletRequest request) {
		return !Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))
			.stream()
			.allMatch(IDENTITY::equalsIgnoreCase);
	}

	private static boolean isOfAnyType(HttpServletRequest request) {
		String type = request.getContentType();
		return type != null && type.split(";", 2)[0].contains("*");
	}

	private static boolean readsBody(Object handler) {
		return handler instanceof HandlerMethod method && Arrays.stream(method.getMethodParameters())
			.anyMatch((parameter) -> parameter.hasParameterAnnotation(RequestBody.class));
	}

}
