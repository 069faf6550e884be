package vision.bff.session;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Who is asking: the access token that 1.vision gave to a person. It is a secret, so it
 * does not show itself in any text.
 */
public final class Session {

	private static final int MAX_LENGTH = 256;

	private final String token;

	/** Made when it is first needed; that two threads may make it is no harm. */
	private @Nullable String fingerprint;

	private Session(String token) {
		this.token = token;
	}

	/**
	 * The session with this token.
	 * @param token 1 to 256 visible ASCII characters
	 * @throws ProblemException {@code invalid-session} for anything else
	 */
	public static Session of(String token) {
		if (token.isEmpty() || token.length() > MAX_LENGTH || !isVisible(token)) {
			throw new ProblemException(ProblemCode.INVALID_SESSION);
		}
		return new Session(token);
	}

	private static boolean isVisible(String token) {
		for (int i = 0; i < token.length(); i++) {
			if (token.charAt(i) <= ' ' || token.charAt(i) >= 0x7f) {
				return false;
			}
		}
		return true;
	}

	/** The secret itself, for the upstream and for nobody else. */
	public String token() {
		return this.token;
	}

	/**
	 * Stands for this session where the secret must not be: SHA-256, 64 hexadecimal
	 * digits.
	 */
	public String fingerprint() {
		String fingerprint = this.fingerprint;
		if (fingerprint == null) {
			fingerprint = Fingerprint.of(this.token);
			this.fingerprint = fingerprint;
		}
		return fingerprint;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Session session && session.token.equals(this.token);
	}

	@Override
	public int hashCode() {
		return this.token.hashCode();
	}

	@Override
	public String toString() {
		return "Session[redacted]";
	}

}
