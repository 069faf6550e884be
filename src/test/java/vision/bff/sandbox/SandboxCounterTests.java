package vision.bff.sandbox;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.sandbox.SandboxClient.cookie;

class SandboxCounterTests {

	private static final String COUNTER = "/native_api/main/update_msb_indicators";

	private static final SandboxServer SANDBOX = SandboxServer.start(0, Clock.systemUTC());

	private static final SandboxClient SITE = new SandboxClient(SANDBOX);

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
	void theCounterSaysHowManyMessagesWaitOnEveryRelease(Dialect dialect) throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(dialect));
		HttpResponse<String> got = SITE.count("alice-session");
		assertThat(got.statusCode()).isEqualTo(200);
		assertThat(got.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(cookie(got, "PHPSESSID")).matches("[0-9a-f]{26}");
		assertThat(got.body()).isEqualTo(counted(5));
		assertThat(SITE.post(COUNTER, "session_id", "alice-session").body()).isEqualTo(counted(5));
		assertThat(SITE.count("frank-session").body()).isEqualTo(counted(0));
	}

	@ParameterizedTest
	@CsvSource({ "nobody-session", "gone-session", "''" })
	void withoutALiveSessionTheCounterHasAStatusInsteadOfACode(String session) throws Exception {
		assertThat(SITE.count(session).body()).isEqualTo("""
				{
				    "status": 400,
				    "error": "Invalid access token"
				}""");
	}

	@Test
	void theCounterMovesWhenAMessageComesAndWhenIReadAndNotForMyOwn() throws Exception {
		SANDBOX.writeFromThePhone("henry", "alice", "Hi");
		assertThat(SITE.count("alice-session").body()).isEqualTo(counted(6));
		SITE.send("alice", 41, "Hello");
		SANDBOX.readFromThePhone("henry", "alice");
		assertThat(SITE.count("alice-session").body()).isEqualTo(counted(6));
		SITE.messages("alice", 41, "");
		assertThat(SITE.count("alice-session").body()).isEqualTo(counted(5));
		SANDBOX.readFromThePhone("alice", "bob");
		assertThat(SITE.count("alice-session").body()).isEqualTo(counted(2));
	}

	@Test
	void theCounterLeavesBlockedPeopleOut() throws Exception {
		SANDBOX.block("alice", "bob");
		assertThat(SITE.count("alice-session").body()).isEqualTo(counted(2));
		SANDBOX.unblock("alice", "bob");
		SANDBOX.block("carol", "alice");
		assertThat(SITE.count("alice-session").body()).isEqualTo(counted(3));
	}

	@ParameterizedTest
	@CsvSource({ "A, 5", "EARLY, 5", "B, 4", "C, 4" })
	void onlyReleaseACountsWhatWasDeletedForEver(Dialect dialect, int count) throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(dialect));
		SITE.delete("alice", "144");
		assertThat(SITE.count("alice-session").body()).isEqualTo(counted(count));
	}

	@Test
	void theCounterWorksWhereTheApiIsSwitchedOffAndIsMissingOnSomeSites() throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(Quirk.API_DISABLED));
		assertThat(SITE.count("alice-session").body()).isEqualTo(counted(5));
		SANDBOX.settings(SandboxSettings.DEFAULT.with(Quirk.COUNTER_MISSING));
		HttpResponse<String> missing = SITE.count("alice-session");
		assertThat(missing.statusCode()).isEqualTo(404);
		assertThat(missing.headers().firstValue("Content-Type")).contains("text/html");
		assertThat(missing.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(SITE.get("get_chats", "alice", "")).contains("\"code\": 200");
	}

	@Test
	void otherPathsBesideItAreNotThere() throws Exception {
		HttpRequest other = SITE.request("/native_api/main/search?query=bob").build();
		assertThat(SITE.text(other).statusCode()).isEqualTo(404);
	}

	private static String counted(int messages) {
		return """
				{
				    "status": 200,
				    "notifications": 0,
				    "messages": %d
				}""".formatted(messages);
	}

}
