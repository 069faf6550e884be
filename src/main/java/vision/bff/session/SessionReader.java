package vision.bff.session;

import jakarta.servlet.http.HttpServletRequest;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * The one reader of the credential: {@code Authorization: Bearer <session_id>} (RFC 6750
 * section 2.1), or else the cookie of a session that was started here.
 */
public final class SessionReader {

	private static final String READ = SessionReader.class.getName();

	private final SessionCookie cookie;

	SessionReader(SessionCookie cookie) {
		this.cookie = cookie;
	}

	/**
	 * Whose request it is. Whether the upstream knows the session is not asked.
	 * @throws ProblemException as {@link #credential}
	 */
	public Session read(HttpServletRequest request) {
		return credential(request).session();
	}

	/**
	 * What the request shows for itself, looked at once. With a bearer token a cookie
	 * counts for nothing, even if the token is malformed.
	 * @throws ProblemException {@code unauthenticated} if there is no credential,
	 * {@code invalid-session} if it is malformed, or a cookie that is expired or was not
	 * sealed here
	 */
	public Credential credential(HttpServletRequest request) {
		Object read = request.getAttribute(READ);
		if (read == null) {
			read = shownOrProblem(request);
			request.setAttribute(READ, read);
		}
		if (read instanceof ProblemException problem) {
			throw problem;
		}
		return (Credential) read;
	}

	private Object shownOrProblem(HttpServletRequest request) {
		try {
			return shown(request);
		}
		catch (ProblemException ex) {
			return ex;
		}
	}

	private Credential shown(HttpServletRequest request) {
		String token = BearerToken.in(request);
		if (token != null) {
			return new Credential.Bearer(Session.of(token));
		}
		String sealed = this.cookie.value(request);
		if (sealed == null) {
			throw new ProblemException(ProblemCode.UNAUTHENTICATED);
		}
		return this.cookie.open(sealed);
	}

	/** Whether the front end has sent a token by itself, whatever that is worth. */
	public boolean isByBearer(HttpServletRequest request) {
		return BearerToken.isIn(request);
	}

	/**
	 * Whether a browser would send by itself what this request is authenticated with,
	 * whatever that is worth.
	 */
	public boolean isByCookie(HttpServletRequest request) {
		return !BearerToken.isIn(request) && this.cookie.value(request) != null;
	}

}
