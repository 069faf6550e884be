package vision.bff.session;

import java.util.Objects;

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

	private Session(String token) {
		this.token = token;
	}

	/**
	 * The session with this token.
	 * @param token 1 to 256 visible ASCII characters
	 * @throws ProblemException {@code invalid-session} for anything else
	 */
	public static Session of(String token) {
		boolean visible = token.chars().allMatch((character) -> character > ' ' && character < 0x7f);
		if (token.isEmpty() || token.length() > MAX_LENGTH || !visible) {
			throw new ProblemException(ProblemCode.INVALID_SESSION);
		}
		return new Session(token);
	}

	/**
	 * The secret itself, for the upstream and for nobody else.
	 */
	public String token() {
		return this.token;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Session session && session.token.equals(this.token);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.token);
	}

	@Override
	public String toString() {
		return "Session[redacted]";
	}

}
