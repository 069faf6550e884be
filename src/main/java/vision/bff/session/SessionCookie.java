package vision.bff.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Keeps a session in the browser, out of reach of its scripts. We keep nothing, so a
 * session that was ended is forgotten by the browser only.
 */
public final class SessionCookie {

	private final KeyRing keys;

	private final Duration expiresAfter;

	private final BrowserCookie cookie;

	private final Clock clock;

	SessionCookie(KeyRing keys, SessionProperties properties, Clock clock) {
		this.keys = keys;
		this.expiresAfter = properties.expiresAfter();
		this.cookie = new BrowserCookie(properties.insecureCookie());
		this.clock = clock;
	}

	/** This session as a cookie, from now on. */
	public Credential.Cookie start(Session session) {
		return new Credential.Cookie(session,
				this.clock.instant().plus(this.expiresAfter).truncatedTo(ChronoUnit.SECONDS));
	}

	/**
	 * The value of the {@code Set-Cookie} header (RFC 6265bis section 4.1) that lets the
	 * browser keep it.
	 */
	public String kept(Credential.Cookie credential) {
		return this.cookie.set(this.keys.seal(credential), this.expiresAfter);
	}

	/**
	 * The values of the {@code Set-Cookie} headers that let the browser forget it.
	 */
	public List<String> forgotten() {
		return this.cookie.forget();
	}

	@Nullable String value(HttpServletRequest request) {
		return this.cookie.value(request);
	}

	Credential.Cookie open(String value) {
		Instant now = this.clock.instant();
		return this.keys.open(value)
			.filter((credential) -> now.isBefore(credential.expiresAt()))
			.orElseThrow(() -> new ProblemException(ProblemCode.INVALID_SESSION));
	}

}
