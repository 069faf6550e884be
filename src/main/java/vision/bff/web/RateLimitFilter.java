package vision.bff.web;

import java.io.IOException;

import io.micrometer.core.instrument.Counter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.session.SessionReader;

/**
 * Refuses what is over somebody's share, before anything is done for it.
 */
final class RateLimitFilter extends OncePerRequestFilter {

	private final RateLimits limits;

	private final SessionReader sessions;

	private final HandlerExceptionResolver problems;

	private final Counter refusals;

	RateLimitFilter(RateLimits limits, SessionReader sessions, HandlerExceptionResolver problems, Counter refusals) {
		this.limits = limits;
		this.sessions = sessions;
		this.problems = problems;
		this.refusals = refusals;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Session session = session(request);
		RateLimits.Verdict verdict = this.limits.verdict(session, request.getRemoteAddr());
		response.setHeader("RateLimit-Policy", verdict.policy());
		response.setHeader("RateLimit", verdict.limit());
		if (!verdict.admitted()) {
			this.refusals.increment();
			this.problems.resolveException(request, response, null,
					new ProblemException(ProblemCode.TOO_MANY_REQUESTS).retryAfter(verdict.retryAfter()));
			return;
		}
		chain.doFilter(request, response);
		if (session != null && response.getStatus() < 400) {
			this.limits.good(session);
		}
	}

	private @Nullable Session session(HttpServletRequest request) {
		try {
			return this.sessions.read(request);
		}
		catch (ProblemException ex) {
			return null;
		}
	}

}
