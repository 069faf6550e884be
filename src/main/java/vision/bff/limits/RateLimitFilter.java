package vision.bff.limits;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.session.SessionReader;

/**
 * Stops whoever asks too often. A session pays for its own requests. Until it has proved
 * itself, by a success that only the site can have given it, its client's address pays
 * too, so that nobody gets more by making credentials up; without a well-formed
 * credential the address alone pays.
 */
class RateLimitFilter extends HttpFilter {

	private final SessionReader reader;

	private final RateLimit sessions;

	private final RateLimit addresses;

	private final ProvenSessions provenSessions;

	private final HandlerExceptionResolver problems;

	RateLimitFilter(SessionReader reader, RateLimit sessions, RateLimit addresses, ProvenSessions provenSessions,
			HandlerExceptionResolver problems) {
		this.reader = reader;
		this.sessions = sessions;
		this.addresses = addresses;
		this.provenSessions = provenSessions;
		this.problems = problems;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Session session = session(request);
		boolean proven = session != null && this.provenSessions.contains(session);
		try {
			if (!proven) {
				this.addresses.charge(new ClientAddress(request.getRemoteAddr()).networks(), response);
			}
			if (session != null) {
				this.sessions.charge(List.of(session.fingerprint()), response);
			}
		}
		catch (ProblemException refusal) {
			this.problems.resolveException(request, response, null, refusal);
			return;
		}
		chain.doFilter(request, response);
		if (session != null) {
			learn(session, proven, new Proof(request, response));
		}
	}

	private void learn(Session session, boolean proven, Proof proof) {
		if (!proven && proof.isGiven()) {
			this.provenSessions.add(session);
		}
		else if (proven && proof.isTakenBack()) {
			this.provenSessions.remove(session);
		}
	}

	private @Nullable Session session(HttpServletRequest request) {
		try {
			return this.reader.read(request);
		}
		catch (ProblemException noneOrMalformed) {
			return null;
		}
	}

}
