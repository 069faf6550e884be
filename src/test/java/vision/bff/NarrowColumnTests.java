package vision.bff;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * A site that has no room for emoji, says that it stored them, and shows the message
 * before. What is learnt of it stays, so each test has a BFF of its own.
 */
@SandboxTest(properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
		"vision.rate-limit.enabled=false", "vision.timeouts.response=30s", "vision.timeouts.request=60s" })
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class NarrowColumnTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final long BOB = 78;

	private static final long FRANK = 37;

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	@ParameterizedTest
	@CsvSource({ "A, false", "B, false", "C, false", "A, true", "B, true", "C, true" })
	void anEmojiIsSentAgainAtOnceAndFromThenOnRight(Dialect dialect, boolean searchBroken) {
		SandboxSettings settings = SandboxSettings.DEFAULT.with(dialect).with(Quirk.NARROW_TEXT);
		sandbox.settings(searchBroken ? settings.with(Quirk.SEARCH_BROKEN) : settings);
		body(alice().get("/chats/78/messages"), 200);
		body(alice().text(BOB, "ok"), 201);
		JsonNode sent = body(alice().text(BOB, "ok 👍"), 201);
		assertThat(sent.path("text").asString()).isEqualTo("ok 👍");
		sandbox.wireMock().verify(3, postRequestedFor(urlPathEqualTo("/mobile_api/send_message")));
		assertThat(body(alice().text(BOB, "🙂"), 201).path("text").asString()).isEqualTo("🙂");
		sandbox.wireMock().verify(4, postRequestedFor(urlPathEqualTo("/mobile_api/send_message")));
		assertThat(this.meters.get("vision.upstream.narrow.columns").counter().count()).isOne();
		assertThat(texts()).endsWith("ok", "ok 👍", "🙂");
	}

	@Test
	void theFirstMessageOfAChatIsNotTakenForSentEither() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.NARROW_TEXT).with(Quirk.SEARCH_BROKEN));
		assertThat(body(alice().text(FRANK, "👋"), 201).path("text").asString()).isEqualTo("👋");
	}

	@Test
	void whereNobodyCanLookTheOldMessageIsStillNotTakenForTheNewOne() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.NARROW_TEXT).with(Quirk.SEARCH_BROKEN));
		body(alice().text(BOB, "ok"), 201);
		HttpResponse<String> response = alice().text(BOB, "ok 👍");
		assertProblem(response, 502, "upstream-error");
		assertThat(FrontEnd.JSON.readTree(response.body()).path("outcome").asString()).isEqualTo("unknown");
		JsonNode keyed = body(FrontEnd.send(alice().request("/chats/78/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", "thumb")
			.POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"ok 👍\"}"))), 201);
		assertThat(keyed.path("text").asString()).isEqualTo("ok 👍");
	}

	@Test
	void whatHasNoRoomAsEntitiesIsRefusedAndNotSent() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.NARROW_TEXT));
		HttpResponse<String> response = alice().text(BOB, "👍".repeat(400));
		assertProblem(response, 422, "invalid-message");
		JsonNode problem = FrontEnd.JSON.readTree(response.body());
		assertThat(problem.path("outcome").asString()).isEqualTo("not-sent");
		assertThat(problem.at("/errors/0/message").asString()).startsWith("is 600 over the 3000 characters");
	}

	private List<String> texts() {
		return body(alice().get("/chats/78/messages?limit=5"), 200).path("items")
			.valueStream()
			.map((message) -> message.path("text").asString())
			.toList();
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

}
