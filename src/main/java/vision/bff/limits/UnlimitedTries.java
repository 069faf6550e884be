package vision.bff.limits;

import java.util.function.Supplier;

import vision.bff.session.SignIn;
import vision.bff.session.SignInTries;

/**
 * For where nothing is limited.
 */
final class UnlimitedTries implements SignInTries {

	@Override
	public <T> T count(SignIn signIn, String address, Supplier<T> trying) {
		return trying.get();
	}

}
