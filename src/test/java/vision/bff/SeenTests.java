package vision.bff;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * Marking a chat as seen without reading it.
 */
@SandboxTest(properties = "vision.rate-limit.enabled=false")
class SeenTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String SEEN = "/chats/78/seen";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@EnumSource
	void allOfTheChatIsSeenAndNothingOfAnother(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		assertThat(unread(78)).isEqualTo(3);
		HttpResponse<String> answer = alice().put(SEEN);
		assertThat(answer.statusCode()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		assertThat(unread(78)).isZero();
		assertThat(unread(34)).isEqualTo(2);
		assertThat(body(bob().get("/chats/7/messages/145"), 200).path("seenAt").isNull()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void whatLiesFarBelowWhatWasReadIsSeenToo(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect).with(Quirk.SEARCH_BROKEN));
		IntStream.range(0, 1_500).forEach((number) -> sandbox.writeFromThePhone("bob", "alice", "No. " + number));
		body(alice().get("/chats/78/messages?limit=100"), 200);
		JsonNode page = body(alice().get("/chats/78/messages?limit=50&before=200"), 200);
		assertThat(page.path("items")).isNotEmpty();
		assertThat(unread(78)).isPositive();
		assertThat(alice().put(SEEN).statusCode()).isEqualTo(204);
		assertThat(unread(78)).isZero();
		assertThat(calls("get_messages")).isLessThanOrEqualTo(7);
	}

	@ParameterizedTest
	@EnumSource
	void aCountThatIsTooHighForEverDoesNoHarm(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		assertThat(alice().delete("/chats/78/messages/145").statusCode()).isEqualTo(204);
		assertThat(alice().put(SEEN).statusCode()).isEqualTo(204);
		assertThat(body(alice().get("/chats/78/messages?limit=100"), 200).path("items").valueStream())
			.noneMatch((message) -> !message.path("mine").asBoolean() && message.path("seenAt").isNull());
		int before = calls("get_messages");
		assertThat(alice().put(SEEN).statusCode()).isEqualTo(204);
		assertThat(calls("get_messages") - before).isEqualTo(1);
	}

	@Test
	void aShortChatTakesOneCall() {
		assertThat(alice().put("/chats/34/seen").statusCode()).isEqualTo(204);
		assertThat(sandbox.wireMock().getAllServeEvents()).hasSize(1);
		assertThat(unread(34)).isZero();
	}

	@Test
	void itCanBeDoneAgainAndWhereThereIsNothing() {
		for (int userId : List.of(78, 78, 37, 40)) {
			assertThat(alice().put("/chats/" + userId + "/seen").statusCode()).isEqualTo(204);
		}
		assertThat(alice().delete("/chats/78").statusCode()).isEqualTo(204);
		assertThat(alice().put(SEEN).statusCode()).isEqualTo(204);
	}

	@Test
	void theChatListShowsItAtOnce() {
		assertThat(body(alice().get("/chats"), 200).path("unreadCount").asInt()).isEqualTo(5);
		assertThat(alice().put(SEEN).statusCode()).isEqualTo(204);
		assertThat(body(alice().get("/chats"), 200).path("unreadCount").asInt()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 7, 35, 999 })
	void whoHasNoSuchChatHearsIt(int userId) {
		HttpResponse<String> answer = alice().put("/chats/" + userId + "/seen");
		assertProblem(answer, 404, "user-not-found");
		assertThat(outcome(answer)).isEqualTo("not-sent");
	}

	@Test
	void anAnswerThatIsLostOnceIsAskedForAgain() {
		sandbox.fault("get_messages", FaultKind.RESET_AFTER_STORING);
		assertThat(alice().put(SEEN).statusCode()).isEqualTo(204);
		assertThat(unread(78)).isZero();
	}

	@Test
	void whatFailsHalfWayMayHaveMarkedSome() {
		sandbox.fault("get_chats", FaultKind.ERROR500);
		HttpResponse<String> answer = alice().put(SEEN);
		assertProblem(answer, 502, "upstream-error");
		assertThat(outcome(answer)).isEqualTo("unknown");
		assertThat(alice().put(SEEN).statusCode()).isEqualTo(204);
		assertThat(unread(78)).isZero();
	}

	@Test
	void whatIsLostTwiceMayHaveMarkedSome() {
		sandbox.fault(PlannedFault.of("get_messages", FaultKind.RESET_AFTER_STORING).withTimes(2));
		HttpResponse<String> answer = alice().put(SEEN);
		assertProblem(answer, 502, "upstream-unreachable");
		assertThat(outcome(answer)).isEqualTo("unknown");
	}

	@Test
	void aCookieNeedsTheHeader() {
		String set = FrontEnd.send(alice().request("/session").POST(BodyPublishers.noBody()))
			.headers()
			.firstValue("Set-Cookie")
			.orElseThrow();
		String cookie = set.substring(0, set.indexOf(';'));
		HttpResponse<String> refused = FrontEnd
			.send(alice().anonymous(SEEN).header("Cookie", cookie).PUT(BodyPublishers.noBody()));
		assertProblem(refused, 403, "csrf-header-required");
		assertThat(unread(78)).isEqualTo(3);
		HttpResponse<String> done = FrontEnd.send(alice().anonymous(SEEN)
			.header("Cookie", cookie)
			.header("Vision-CSRF", "1")
			.PUT(BodyPublishers.noBody()));
		assertThat(done.statusCode()).isEqualTo(204);
		assertThat(unread(78)).isZero();
	}

	private static int calls(String call) {
		return sandbox.wireMock().findAll(getRequestedFor(urlPathEqualTo("/mobile_api/" + call))).size();
	}

	private static String outcome(HttpResponse<String> answer) {
		return FrontEnd.JSON.readTree(answer.body()).path("outcome").asString("");
	}

	private int unread(int userId) {
		return body(alice().get("/chats/" + userId), 200).path("unreadCount").asInt();
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

	private FrontEnd bob() {
		return new FrontEnd(this.port, "bob-session");
	}

}
