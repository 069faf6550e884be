package vision.bff.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.problem.ProblemException;

/**
 * Answers a problem that a filter behind it throws as if a controller had.
 */
class RefusalFilter extends HttpFilter {

	private final HandlerExceptionResolver problems;

	RefusalFilter(HandlerExceptionResolver problems) {
		this.problems = problems;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ProblemException ex) {
			this.problems.resolveException(request, response, null, ex);
		}
	}

}
