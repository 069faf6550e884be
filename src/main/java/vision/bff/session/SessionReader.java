package vision.bff.session;

import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * The one reader of the credential: {@code Authorization: Bearer <session_id>} (RFC 6750
 * section 2.1).
 */
public final class SessionReader {

	private static final String SCHEME = "Bearer";

	private static final String READ = SessionReader.class.getName();

	SessionReader() {
	}

	/**
	 * Whose request it is. Whether the upstream knows the session is not asked.
	 * @throws ProblemException {@code unauthenticated} if there is no credential,
	 * {@code invalid-session} if it is malformed
	 */
	public Session read(HttpServletRequest request) {
		if (request.getAttribute(READ) instanceof Session session) {
			return session;
		}
		Session session = session(request);
		request.setAttribute(READ, session);
		return session;
	}

	private static Session session(HttpServletRequest request) {
		List<String> values = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (values.isEmpty()) {
			throw new ProblemException(ProblemCode.UNAUTHENTICATED);
		}
		if (values.size() > 1) {
			throw new ProblemException(ProblemCode.INVALID_SESSION);
		}
		String value = values.getFirst();
		if (!isBearer(value)) {
			throw new ProblemException(ProblemCode.UNAUTHENTICATED);
		}
		return Session.of(value.substring(SCHEME.length()).strip());
	}

	private static boolean isBearer(String value) {
		return value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& (value.length() == SCHEME.length() || value.charAt(SCHEME.length()) == ' ');
	}

}
