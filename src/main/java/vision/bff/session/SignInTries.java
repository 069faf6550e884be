package vision.bff.session;

import java.util.function.Supplier;

import vision.bff.problem.ProblemException;

/**
 * How often somebody may try to sign in.
 */
public interface SignInTries {

	/**
	 * Lets somebody try, which counts unless it succeeds.
	 * @param address where they are
	 * @throws ProblemException {@code too-many-requests} if it was not tried, or what the
	 * try throws
	 */
	<T> T count(SignIn signIn, String address, Supplier<T> trying);

}
