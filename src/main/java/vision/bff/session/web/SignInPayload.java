package vision.bff.session.web;

import org.jspecify.annotations.Nullable;

import vision.bff.session.SignIn;

record SignInPayload(@Nullable String login, @Nullable String password) {

	SignIn signIn() {
		return SignIn.of(this.login, this.password);
	}

	/** Whoever logs what was read must not find it here. */
	@Override
	public String toString() {
		return "SignInPayload[redacted]";
	}

}
