package vision.bff.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What the site's own pages call. They work where the mobile API is switched off.
 */
record PageCalls(OpenCall open) {

	private static final Duration YEAR = Duration.ofDays(365);

	private static final DateTimeFormatter EXPIRY = DateTimeFormatter
		.ofPattern("EEE, dd-MMM-yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private static final Answer WRONG = Answer.json(new JsonObject().with("err_code", "invalid_creds"));

	Answer counter() {
		if (this.open.settings().has(Quirk.COUNTER_MISSING)) {
			return Answer.webServer(404);
		}
		Person me = this.open.caller();
		return inPhpSession((me != null) ? count(me) : Answer.INVALID_TOKEN);
	}

	private Answer count(Person me) {
		boolean countsDeleted = switch (this.open.dialect()) {
			case A, EARLY -> true;
			case B, C -> false;
		};
		return Answer.json(new JsonObject().with("status", 200)
			.with("notifications", 0)
			.with("messages", this.open.site().unread(me, countsDeleted)));
	}

	/**
	 * Signs in by e-mail address or user name, and ends nobody's session.
	 */
	Answer login() {
		if (this.open.settings().has(Quirk.LOGIN_MISSING)) {
			return Answer.webServer(404);
		}
		Parameters form = this.open.call().form();
		Person person = this.open.site().called(StoredText.trim(form.get("email")));
		return inPhpSession(
				(person != null && person.password().equals(form.get("password"))) ? welcome(person) : WRONG);
	}

	private Answer welcome(Person person) {
		String token = this.open.site().sessions().openBrowser(person, this.open.now());
		Instant expiry = this.open.now().plus(YEAR);
		return Answer.json(new JsonObject().with("err_code", 0).with("status", 200))
			.withCookie("user_id=%s; expires=%s; Max-Age=%d; path=/".formatted(token, EXPIRY.format(expiry),
					YEAR.toSeconds()));
	}

	private Answer inPhpSession(Answer answer) {
		String id = this.open.site().sessions().token(this.open.now()).substring(0, 26);
		return answer.withCookie("PHPSESSID=%s; path=/".formatted(id));
	}

}
