package vision.bff.sandbox;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How phones sign in and out. A front door must not be built on it: release A lets in
 * whoever knows an e-mail address.
 */
record AccountCalls(OpenCall open) {

	private static final Duration YEAR = Duration.ofDays(365);

	private static final Answer WRONG = Answer.of(402, "Incorrect credentials");

	private static final Answer ALREADY = Answer.of(400, "You are already logged in");

	Answer login() {
		Parameters form = this.open.call().form();
		Person person = withEmail(form.get("email"));
		return switch (this.open.dialect()) {
			case A, EARLY -> loginToA(person);
			case B, C -> {
				if (this.open.caller() != null) {
					yield ALREADY;
				}
				yield (person != null && person.password().equals(form.get("password"))) ? welcome(person) : WRONG;
			}
		};
	}

	/**
	 * Does not look at the password, and logs all other phones of the person out.
	 */
	private Answer loginToA(@Nullable Person person) {
		if (person == null) {
			return Answer.warning("Trying to access array offset on value of type null", "core/apps/auth/app_ctrl.php",
					41);
		}
		sessions().endPhonesOf(person);
		return welcome(person);
	}

	private Answer welcome(Person person) {
		return Answer.json(new JsonObject().with("code", 200)
			.with("message", "User logged in successfully")
			.with("data", new JsonObject().with("user", new Profile(person, this.open).account()))
			.with("auth", auth(person)));
	}

	/**
	 * Logs all phones of the person out, whichever session asks, and no browser.
	 */
	Answer logout() {
		return this.open.signedIn((visit) -> {
			sessions().endPhonesOf(visit.me());
			return Answer.of(200, "User logged out successfully");
		});
	}

	Answer refresh() {
		Person person = sessions().useRefreshToken(this.open.call().form().get("refresh_token"));
		if (person == null) {
			return Answer.of(400, "Refresh token is missing or invalid");
		}
		sessions().endPhonesOf(person);
		return Answer.json(new JsonObject().with("code", 200)
			.with("message", "Access token refreshed successfully")
			.with("data", List.of())
			.with("auth", auth(person)));
	}

	private JsonObject auth(Person person) {
		return new JsonObject().with("auth_token", sessions().openPhone(person, this.open.now()))
			.with("refresh_token", sessions().refreshToken(person, this.open.now()))
			.with("auth_token_expiry", this.open.now().plus(YEAR).getEpochSecond());
	}

	private @Nullable Person withEmail(String email) {
		Person person = this.open.site().called(StoredText.trim(email));
		return (person != null && email.contains("@")) ? person : null;
	}

	private Sessions sessions() {
		return this.open.site().sessions();
	}

}
