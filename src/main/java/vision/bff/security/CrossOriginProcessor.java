package vision.bff.security;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * CORS as Spring has it, except that a refusal is a problem, and that an answer does not
 * vary by origin while no other origin is allowed.
 */
class CrossOriginProcessor extends DefaultCorsProcessor {

	private final boolean off;

	private final HandlerExceptionResolver problems;

	CrossOriginProcessor(boolean off, HandlerExceptionResolver problems) {
		this.off = off;
		this.problems = problems;
	}

	@Override
	public boolean processRequest(@Nullable CorsConfiguration configuration, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		try {
			return (this.off && !CorsUtils.isPreFlightRequest(request))
					|| super.processRequest(configuration, request, response);
		}
		catch (ProblemException refusal) {
			this.problems.resolveException(request, response, null, refusal);
			return false;
		}
	}

	@Override
	protected void rejectRequest(ServerHttpResponse response) {
		throw new ProblemException(ProblemCode.ORIGIN_NOT_ALLOWED);
	}

}
