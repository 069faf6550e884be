package vision.bff.web;

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
class UnencodedBodies implements HandlerInterceptor {

	private static final String IDENTITY = "identity";

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		if (coding != null && !coding.equalsIgnoreCase(IDENTITY)) {
			response.setHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
			throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send the body without a content coding.");
		}
		return true;
	}

}
