package vision.bff.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static vision.bff.sandbox.SandboxClient.cookie;
import static vision.bff.sandbox.SandboxClient.envelope;
import static vision.bff.sandbox.SandboxClient.ids;

class SandboxFaultTests {

	private static final String SEND = "send_message";

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
	@EnumSource(names = { "RESET", "RESET_AFTER_STORING", "BROKEN_OFF_AFTER_STORING" })
	void aLostConnectionTellsNothingAboutTheRow(FaultKind kind) throws Exception {
		SANDBOX.fault(SEND, kind);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> SITE.send("alice", 78, "Hi"));
		assertThat(isStored()).isEqualTo(kind != FaultKind.RESET);
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"code\": 200");
	}

	@ParameterizedTest
	@CsvSource({ "ERROR500, 500, false", "ERROR500_AFTER_STORING, 500, true", "STATUS, 502, false",
			"STATUS_AFTER_STORING, 502, true", "CODE500_AFTER_STORING, 200, true", "FATAL_ERROR, 200, false",
			"WARNING, 200, true", "DATABASE_DOWN, 200, false", "DATABASE_DOWN_BEHIND_HTML, 200, false",
			"TRUNCATED, 200, true", "UNKNOWN_CODE, 200, false", "UNKNOWN_MESSAGE, 200, false" })
	void aFaultHasAStatusAndStoresOrNot(FaultKind kind, int status, boolean stored) throws Exception {
		SANDBOX.fault(SEND, kind);
		assertThat(SITE.send("alice", 78, "Hi").statusCode()).isEqualTo(status);
		assertThat(isStored()).isEqualTo(stored);
		assertThat(SANDBOX.wireMock().getAllServeEvents()).hasSize(2);
	}

	@Test
	void everyFaultHasABodyOfItsOwn() throws Exception {
		assertThat(spoilt(FaultKind.ERROR500_AFTER_STORING)).isEmpty();
		assertThat(spoilt(FaultKind.CODE500_AFTER_STORING)).startsWith("{\n    \"code\": 500,");
		assertThat(spoilt(FaultKind.STATUS)).contains("<h1>502 Bad Gateway</h1>");
		assertThat(spoilt(FaultKind.FATAL_ERROR)).startsWith("<br />\n<b>Fatal error</b>:  Uncaught Exception: ");
		assertThat(spoilt(FaultKind.WARNING)).startsWith("<br />\n<b>Warning</b>:  ")
			.contains("<br />\n{\n    \"code\": 200,")
			.endsWith("}");
		assertThat(spoilt(FaultKind.DATABASE_DOWN)).isEqualTo("{\"status\": 400,\"errors\": \"Connection refused\"}");
		assertThat(spoilt(FaultKind.DATABASE_DOWN_BEHIND_HTML)).startsWith("<br />\n<b>Warning</b>")
			.endsWith("<br />\n{\"status\": 400,\"errors\": \"Connection refused\"}");
		assertThat(spoilt(FaultKind.TRUNCATED)).startsWith("{\n    \"code\": 200,").doesNotContain("}");
		assertThat(spoilt(FaultKind.UNKNOWN_CODE)).isEqualTo(envelope(299, "Something new"));
		assertThat(spoilt(FaultKind.UNKNOWN_MESSAGE)).isEqualTo(envelope(400, "Something new"));
	}

	@Test
	void aDelayedAnswerIsLateButTheRowIsStoredAtOnce() throws Exception {
		SANDBOX.fault(PlannedFault.of(SEND, FaultKind.DELAY).withDelay(Duration.ofMinutes(1)));
		HttpRequest impatient = HttpRequest.newBuilder(SANDBOX.baseUrl().resolve("/mobile_api/" + SEND))
			.timeout(Duration.ofMillis(300))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("session_id=alice-session&user_id=78&type=text&message=Hi"))
			.build();
		assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> SITE.text(impatient));
		assertThat(isStored()).isTrue();
		SANDBOX.fault(
				PlannedFault.of(SEND, FaultKind.STATUS_AFTER_STORING).withStatus(504).withDelay(Duration.ofMillis(1)));
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("504 Gateway Time-out");
		SANDBOX.fault(PlannedFault.of(SEND, FaultKind.DELAY).withDelay(Duration.ofMillis(1)));
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"id\": 173");
	}

	@Test
	void faultsWaitInLineForTheCallTheyAreMeantFor() throws Exception {
		SANDBOX.fault(PlannedFault.of(SEND, FaultKind.UNKNOWN_CODE).withTimes(2));
		SANDBOX.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.DATABASE_DOWN));
		assertThat(SITE.get("get_chats", "nobody", "")).contains("Connection refused");
		assertThat(SITE.get("get_chats", "alice", "")).contains("\"code\": 200");
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"code\": 299");
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"code\": 299");
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"id\": 171");
	}

	@Test
	void aShareIsDrawnFromASeed() throws Exception {
		PlannedFault some = PlannedFault.of(SEND, FaultKind.UNKNOWN_CODE).withShare(0.3, 42);
		List<Boolean> first = spoiltOfForty(some);
		List<Boolean> second = spoiltOfForty(some);
		assertThat(first).isEqualTo(second).contains(true, false);
		assertThat(first.stream().filter(Boolean::booleanValue)).hasSizeBetween(6, 18);
		assertThat(spoiltOfForty(some.withTimes(2)).stream().filter(Boolean::booleanValue)).hasSize(2);
	}

	@Test
	void faultsAreOrderedAndDroppedOverHttp() throws Exception {
		HttpResponse<String> ordered = order("POST",
				"{\"call\":\"send_message\",\"fault\":\"unknown-code\",\"times\":3}");
		assertThat(ordered.statusCode()).isEqualTo(200);
		assertThat(ordered.body()).contains("\"fault\":\"unknown-code\"", "\"times\":3");
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"code\": 299");
		assertThat(order("GET", "").body()).contains("\"times\":2");
		order("POST", "{\"fault\":\"error500-after-storing\",\"share\":0.3,\"seed\":42}");
		assertThat(order("GET", "").body()).contains("\"call\":\"any\"", "\"times\":null", "\"share\":0.3",
				"\"seed\":42");
		assertThat(order("DELETE", "").body()).isEqualTo("[]");
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"id\": 171");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{} | fault must be one of delay, reset, reset-after-storing,
			{"fault":"flood"} | fault must be one of delay,
			{"fault":"reset","call":"get_weather"} | There is no call get_weather.
			{"fault":"reset","share":1.5} | share must be above 0 and at most 1.
			{"fault":"reset","times":0} | times must be positive.
			{"fault":"status","status":99} | status must be from 200 to 599.
			{"fault":"delay","delay":-1} | delay must be from 0 to an hour.
			{"fault":"reset","often":true} | Not an order for a fault: Unrecognized property
			null | Not an order for a fault
			[ | Not an order for a fault
			""")
	void anOrderThatMakesNoSenseIsRefusedWithASentence(String order, String sentence) throws Exception {
		HttpResponse<String> refused = order("POST", order);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("{\"error\":\"" + sentence);
		assertThat(order("GET", "").body()).isEqualTo("[]");
		assertThat(order("PUT", "").statusCode()).isEqualTo(405);
	}

	@Test
	void aResetDropsFaults() throws Exception {
		SANDBOX.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.RESET).withTimes(PlannedFault.ALWAYS));
		SANDBOX.restart();
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"code\": 200");
		SANDBOX.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.RESET).withTimes(PlannedFault.ALWAYS));
		SANDBOX.clearFaults();
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"code\": 200");
		assertThatIllegalArgumentException().isThrownBy(() -> SANDBOX.fault("get_weather", FaultKind.RESET));
	}

	@ParameterizedTest
	@ValueSource(strings = { "get_chats", "get_messages", "search_messages", "send_message", "delete_message",
			"clear_chat", "login", "logout", "refresh_access_token", "search_people", "profile" })
	void everyCallOfTheMobileApiCanBeSpoilt(String call) throws Exception {
		SANDBOX.fault(call, FaultKind.UNKNOWN_CODE);
		assertThat(SITE.post("/mobile_api/" + call).body()).isEqualTo(envelope(299, "Something new"));
		assertThat(order("GET", "").body()).isEqualTo("[]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "auth/login", "main/update_msb_indicators" })
	void aCallOfTheSitesOwnPagesCanBeSpoilt(String call) throws Exception {
		order("POST", "{\"call\":\"%s\",\"fault\":\"database-down\"}".formatted(call));
		assertThat(SITE.post("login", "email", "alice@example.com").body()).contains("\"code\": 200");
		HttpResponse<String> spoilt = SITE.post("/native_api/" + call);
		assertThat(spoilt.body()).contains("Connection refused");
		assertThat(spoilt.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void aSignInCanTakeEffectThoughItsAnswerIsSpoilt() throws Exception {
		SANDBOX.fault("auth/login", FaultKind.TRUNCATED);
		HttpResponse<String> half = SITE.signIn("alice", "alice-password");
		assertThat(half.body()).doesNotContain("}");
		assertThat(SITE.count(cookie(half, "user_id")).body()).contains("\"messages\": 5");
	}

	@Test
	void filesAreNotSpoilt() throws Exception {
		SANDBOX.fault(PlannedFault.ANY, FaultKind.ERROR500);
		URI avatar = SANDBOX.baseUrl().resolve("/" + StoredFiles.AVATAR);
		assertThat(SITE.text(HttpRequest.newBuilder(avatar).build()).statusCode()).isEqualTo(200);
	}

	private static String spoilt(FaultKind kind) throws Exception {
		SANDBOX.fault(SEND, kind);
		return SITE.send("alice", 78, "Hi").body();
	}

	private static List<Boolean> spoiltOfForty(PlannedFault fault) throws Exception {
		SANDBOX.clearFaults();
		SANDBOX.fault(fault);
		List<Boolean> spoilt = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			spoilt.add(SITE.send("alice", 78, "Hi").body().contains("\"code\": 299"));
		}
		return spoilt;
	}

	private static boolean isStored() throws Exception {
		return ids(SITE.messages("alice", 78, "&page_size=1")).contains(171L);
	}

	private static HttpResponse<String> order(String method, String body) throws Exception {
		return SITE.text(HttpRequest.newBuilder(SANDBOX.baseUrl().resolve("/sandbox/faults"))
			.method(method, BodyPublishers.ofString(body))
			.build());
	}

}
