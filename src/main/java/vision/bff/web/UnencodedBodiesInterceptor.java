package vision.bff.web;

import java.util.Collections;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Refuses a body in a content coding, which nobody here undoes, and names what is taken
 * instead (RFC 9110 section 15.5.16).
 */
class UnencodedBodiesInterceptor implements HandlerInterceptor {

	private static final String IDENTITY = "identity";

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (request.getDispatcherType() == DispatcherType.REQUEST && isEncoded(request)) {
			response.setHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
			throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body without a content coding.");
		}
		return true;
	}

	private static boolean isEncoded(HttpServletRequest request) {
		return !Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))
			.stream()
			.allMatch(IDENTITY::equalsIgnoreCase);
	}

}
