package vision.bff.security;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.SessionReader;

/**
 * Refuses what a page of another site could let a browser do with our cookie. Such a page
 * can send forms, but no header of ours without a preflight, which CORS refuses. So the
 * header is proof enough: there is no token to fetch, keep and lose.
 */
class CsrfHeaderFilter extends OncePerRequestFilter {

	static final String HEADER = "Vision-CSRF";

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

	private final SessionReader sessionReader;

	CsrfHeaderFilter(SessionReader sessionReader) {
		this.sessionReader = sessionReader;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!SAFE.contains(request.getMethod()) && request.getHeader(HEADER) == null
				&& this.sessionReader.isByCookie(request)) {
			throw new ProblemException(ProblemCode.CSRF_HEADER_REQUIRED);
		}
		chain.doFilter(request, response);
	}

}
