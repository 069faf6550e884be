package vision.bff;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * Whose a session is, as far as the site tells.
 */
@SandboxTest(properties = { "vision.rate-limit.enabled=false", "vision.breaker.enabled=false" })
class WhoAmITests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@EnumSource
	void aMessageOfTheirsTellsWhoSomebodyIs(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		JsonNode session = body(as("henry-session").get("/session"), 200);
		assertThat(session).isEqualTo(FrontEnd.JSON.readTree("""
				{"authenticatedBy": "bearer", "expiresAt": null,
				 "me": {"id": 41, "username": "henry", "name": "\u05d4\u05e0\u05e8\u05d9",
				        "avatarUrl": "%s/upload/default/avatar.png", "verified": false}}"""
			.formatted(sandbox.baseUrl())));
	}

	@Test
	void whereTheSearchIsBrokenAChatInWhichNothingIsUnreadTells() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		assertThat(me("alice-session")).isEqualTo(7);
	}

	@Test
	void toAskMarksNothingAsSeen() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		String before = unread();
		me("alice-session");
		ForgetfulTicker.forget();
		assertThat(unread()).isEqualTo(before).isNotEqualTo("0");
	}

	@Test
	void itIsRememberedForAsLongAsTheChatList() {
		me("alice-session");
		int asked = calls().size();
		me("alice-session");
		as("alice-session").get("/chats");
		assertThat(calls()).hasSize(asked);
	}

	@Test
	void whoHasNoMessagesIsNobodyKnown() {
		assertThat(body(as("frank-session").get("/session"), 200).path("me").isNull()).isTrue();
	}

	@Test
	void whoSignsInWithTheirUserNameIsThatPerson() {
		assertThat(body(as("x").signIn("Frank", "frank-password"), 201).path("me").path("id").asInt()).isEqualTo(37);
	}

	@Test
	void anAddressTellsNothing() {
		assertThat(body(as("x").signIn("frank@example.com", "frank-password"), 201).path("me").isNull()).isTrue();
	}

	/** As where the database takes one letter for another. */
	@Test
	void aProfileWithAnotherNameIsNoProof() {
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/profile")).atPriority(1)
				.willReturn(okJson("{\"code\":200,\"data\":{\"id\":7,\"user_name\":\"alice\"}}")));
		assertThat(body(as("x").signIn("frank", "frank-password"), 201).path("me").isNull()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", SandboxServer.GONE_SESSION })
	void aTokenThatTheSiteDoesNotKnowIsNobody(String token) {
		assertProblem(as(token).get("/session"), 401, "invalid-session");
	}

	@Test
	void aTokenThatHasDiedIsNoticed() {
		sandbox.signIn("alice", "lost-phone");
		assertThat(me("lost-phone")).isEqualTo(7);
		sandbox.reset();
		ForgetfulTicker.forget();
		assertProblem(as("lost-phone").get("/session"), 401, "invalid-session");
	}

	@Test
	void anOutageIsNoAnswer() {
		sandbox.fault(PlannedFault.of("get_chats", FaultKind.ERROR500).withTimes(9));
		assertProblem(as("alice-session").get("/session"), 502, "upstream-error");
	}

	@ParameterizedTest
	@CsvSource({ "profile, ERROR500", "profile, FATAL_ERROR", "profile, UNKNOWN_MESSAGE", "search_messages, RESET" })
	void thatTheSiteDoesNotTellWhoItIsLeavesTheSessionGood(String call, FaultKind fault) {
		sandbox.settings(SandboxSettings.DEFAULT);
		sandbox.fault(PlannedFault.of(call, fault).withTimes(9));
		if (call.equals("search_messages")) {
			sandbox.fault(PlannedFault.of("get_messages", fault).withTimes(9));
		}
		String session = call + fault;
		sandbox.signIn("alice", session);
		assertThat(body(as(session).get("/session"), 200).path("me").isNull()).isTrue();
	}

	private int me(String session) {
		HttpResponse<String> answer = as(session).get("/session");
		return body(answer, 200).path("me").path("id").asInt();
	}

	private String unread() {
		return body(as("alice-session").get("/chats"), 200).path("unreadCount").toString();
	}

	private static List<?> calls() {
		return sandbox.wireMock().getAllServeEvents();
	}

	private FrontEnd as(String session) {
		return new FrontEnd(this.port, session);
	}

}
