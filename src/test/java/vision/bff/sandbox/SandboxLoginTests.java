package vision.bff.sandbox;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.sandbox.SandboxClient.cookie;
import static vision.bff.sandbox.SandboxClient.envelope;
import static vision.bff.sandbox.SandboxClient.values;

class SandboxLoginTests {

	private static final Instant NOW = Instant.parse("2026-11-23T20:53:17Z");

	private static final SandboxServer SANDBOX = SandboxServer.start(0, new SettableClock(NOW));

	private static final SandboxClient SITE = new SandboxClient(SANDBOX);

	private static final String UNAUTHORIZED = "\"code\": 401";

	@BeforeEach
	void reset() {
		SANDBOX.restart();
	}

	@AfterAll
	static void close() {
		SANDBOX.close();
	}

	@ParameterizedTest
	@EnumSource
	void theWebLoginGivesATokenForEveryCallAndEndsNobodysSession(Dialect dialect) throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(dialect));
		HttpResponse<String> answer = SITE.signIn("alice@example.com", "alice-password");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("""
				{
				    "err_code": 0,
				    "status": 200
				}""");
		String token = cookie(answer, "user_id");
		assertThat(token).matches("[0-9a-f]{40}\\d{10}[0-9a-f]{32}");
		assertThat(cookie(answer, "PHPSESSID")).isNotEmpty();
		assertThat(answer.headers().allValues("Set-Cookie"))
			.contains("user_id=" + token + "; expires=Tue, 23-Nov-2027 20:53:17 GMT; Max-Age=31536000; path=/");
		assertThat(chats(token)).isEqualTo(chats("alice-session")).contains("\"code\": 200");
		assertThat(SITE.count(token).body()).contains("\"messages\": 5");
		assertThat(cookie(SITE.signIn("alice", "alice-password"), "user_id")).isNotEmpty().isNotEqualTo(token);
		assertThat(chats(token)).contains("\"code\": 200");
	}

	@ParameterizedTest
	@CsvSource({ "alice, bob-password", "alice, ''", "alice, Alice-password", "alice@example.org, alice-password",
			"zoe, zoe-password", "'', ''" })
	void aWrongPasswordAndAnUnknownAccountAreTheSame(String login, String password) throws Exception {
		HttpResponse<String> answer = SITE.signIn(login, password);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("""
				{
				    "err_code": "invalid_creds"
				}""");
		assertThat(cookie(answer, "user_id")).isEmpty();
	}

	@Test
	void aPasswordInTheQueryIsNotRead() throws Exception {
		HttpRequest query = SITE.request("/native_api/auth/login?email=alice&password=alice-password").build();
		assertThat(SITE.text(query).body()).contains("invalid_creds");
	}

	@Test
	void theWebLoginWorksWhereTheApiIsSwitchedOffAndIsMissingOnSomeSites() throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(Quirk.API_DISABLED));
		assertThat(SITE.signIn("alice", "alice-password").body()).contains("\"status\": 200");
		SANDBOX.settings(SandboxSettings.DEFAULT.with(Quirk.LOGIN_MISSING));
		assertThat(SITE.signIn("alice", "alice-password").statusCode()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "alice-password", "guessed", "" })
	void theMobileLoginOfReleaseATakesAnyPasswordAndEndsThePhones(String password) throws Exception {
		String web = cookie(SITE.signIn("alice", "alice-password"), "user_id");
		String answer = mobileLogin("alice@example.com", password);
		assertThat(answer).contains("\"code\": 200", "\"email\": \"alice@example.com\"",
				"\"ip_address\": \"203.0.113.7\"");
		assertThat(chats(values(answer, "auth_token").getFirst())).contains("\"code\": 200");
		assertThat(chats("alice-session")).contains(UNAUTHORIZED);
		assertThat(chats(web)).contains("\"code\": 200");
		assertThat(chats("bob-session")).contains("\"code\": 200");
		assertThat(mobileLogin("zoe@example.com", password)).contains("\"status\": 500").doesNotContain("\"code\"");
	}

	@ParameterizedTest
	@EnumSource(names = { "B", "C" })
	void theMobileLoginOfLaterReleasesLooksAtThePassword(Dialect dialect) throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(dialect));
		assertThat(mobileLogin("alice@example.com", "guessed")).isEqualTo(envelope(402, "Incorrect credentials"));
		assertThat(mobileLogin("zoe@example.com", "guessed")).isEqualTo(envelope(402, "Incorrect credentials"));
		String answer = mobileLogin("alice@example.com", "alice-password");
		assertThat(answer).containsPattern("(?s)\"code\": 200,.*\n    },\n    \"auth\": \\{\n        \"auth_token\"")
			.contains("\"auth_token_expiry\": 1827003197");
		assertThat(chats(values(answer, "auth_token").getFirst())).contains("\"code\": 200");
		assertThat(chats("alice-session")).contains("\"code\": 200");
		assertThat(SITE
			.post("login", "session_id", "alice-session", "email", "alice@example.com", "password", "alice-password")
			.body()).isEqualTo(envelope(400, "You are already logged in"));
	}

	@Test
	void aLogoutEndsAllPhonesAndNotTheBrowserThatAsked() throws Exception {
		SANDBOX.signIn("alice", "another-phone");
		String web = cookie(SITE.signIn("alice", "alice-password"), "user_id");
		assertThat(SITE.post("logout", "session_id", web).body())
			.isEqualTo(envelope(200, "User logged out successfully"));
		assertThat(chats("alice-session")).contains(UNAUTHORIZED);
		assertThat(chats("another-phone")).contains(UNAUTHORIZED);
		assertThat(chats(web)).contains("\"code\": 200");
		assertThat(SITE.post("logout", "session_id", "nobody").body()).contains(UNAUTHORIZED);
	}

	@Test
	void aRefreshTokenIsForOneUseAndEndsAllPhones() throws Exception {
		String first = values(mobileLogin("alice@example.com", "any"), "refresh_token").getFirst();
		String second = values(mobileLogin("alice@example.com", "any"), "refresh_token").getFirst();
		assertThat(refresh(first)).contains("\"code\": 400");
		SANDBOX.signIn("alice", "another-phone");
		String refreshed = refresh(second);
		assertThat(chats(values(refreshed, "auth_token").getFirst())).contains("\"code\": 200");
		assertThat(chats("another-phone")).contains(UNAUTHORIZED);
		assertThat(refresh(second)).contains("\"code\": 400");
	}

	@Test
	void aResetEndsWhatWasSignedInAndNoTokenIsGivenTwice() throws Exception {
		String before = cookie(SITE.signIn("alice", "alice-password"), "user_id");
		SANDBOX.reset();
		assertThat(chats(before)).contains(UNAUTHORIZED);
		assertThat(cookie(SITE.signIn("alice", "alice-password"), "user_id")).isNotEqualTo(before);
	}

	private static String chats(String session) throws Exception {
		return SITE.text(SITE.request("get_chats?session_id=" + session).build()).body();
	}

	private static String mobileLogin(String email, String password) throws Exception {
		return SITE.post("login", "email", email, "password", password, "device_type", "android").body();
	}

	private static String refresh(String token) throws Exception {
		return SITE.post("refresh_access_token", "refresh_token", token).body();
	}

}
