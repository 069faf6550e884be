package vision.bff;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * Where other apps of the site would show entities as they are, texts go out as they are,
 * and nobody is left to believe that they arrived whole.
 */
@SandboxTest(
		properties = { "vision.texts.exact=false", "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
				"vision.rate-limit.enabled=false", "vision.timeouts.response=30s", "vision.timeouts.request=60s" })
class TextsWithoutEntitiesTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			<b>bold</b> a<b c>d   | what looks like a tag
			a <3 b                | what looks like a tag
			C:\\new               | backslashes
			price &#8364;5        | numeric entities
			{% x %}               | what looks like a template
			""")
	void whatTheSiteWouldLoseIsRefusedAndSaid(String typed, String loss) {
		HttpResponse<String> response = text(typed, null);
		assertProblem(response, 422, "invalid-message");
		assertThat(FrontEnd.JSON.readTree(response.body()).at("/errors/0/message").asString())
			.isEqualTo("must not have what the site would lose: " + loss);
		sandbox.wireMock().verify(0, postRequestedFor(urlPathEqualTo("/mobile_api/send_message")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			<b>bold</b> a<b c>d   | bold ad
			a <3 b                | a
			C:\\new               | C:new
			<img src=y onerror=a> |
			I <3 you 👍           | I
			""")
	void aLenientTextGoesOutAndIsSaidToBeChanged(String typed, @Nullable String stored) {
		HttpResponse<String> response = text(typed, "respond-async, handling=lenient");
		assertThat(body(response, 201).path("text").asString().strip()).isEqualTo((stored != null) ? stored : "");
		assertThat(response.headers().firstValue("Text-Changed")).hasValue("true");
		assertThat(response.headers().firstValue("Preference-Applied")).hasValue("handling=lenient");
	}

	@Test
	void whatSurvivesGoesOutWithoutAsking() {
		for (String typed : List.of("say \"hi\" & so on", "1 < 2", "Https://example.com/?a=1&b=2")) {
			HttpResponse<String> response = text(typed, null);
			assertThat(body(response, 201).path("text").asString()).isEqualTo(typed);
			assertThat(response.headers().firstValue("Text-Changed")).isEmpty();
			assertThat(response.headers().firstValue("Preference-Applied")).isEmpty();
		}
	}

	@Test
	void aSiteThatEatsApostrophesIsFoundOutByTheFirst() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Dialect.B));
		HttpResponse<String> response = text("don't it's", null);
		assertThat(body(response, 201).path("text").asString()).isEqualTo("don\t its");
		assertThat(response.headers().firstValue("Text-Changed")).hasValue("true");
		assertProblem(text("don't it's", null), 422, "invalid-message");
		body(text("don't it's", "handling=lenient"), 201);
	}

	@Test
	void ofALostTextThatTheSiteChangesNobodyClaimsToKnow() {
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		HttpRequest.Builder request = request("a <b>bold</b> move", "handling=lenient").header("Idempotency-Key",
				"bold");
		assertThat(FrontEnd.send(request).statusCode()).isEqualTo(502);
		for (int again = 0; again < 3; again++) {
			JsonNode problem = body(FrontEnd.send(request), 502);
			assertThat(problem.path("outcome").asString()).isEqualTo("unknown");
		}
		sandbox.wireMock().verify(1, postRequestedFor(urlPathEqualTo("/mobile_api/send_message")));
	}

	@Test
	void aLostTextThatWasNotStoredIsSentAgain() {
		sandbox.fault("send_message", FaultKind.RESET);
		HttpRequest.Builder request = request("another <b>bold</b> move", "handling=lenient").header("Idempotency-Key",
				"bolder");
		assertThat(FrontEnd.send(request).statusCode()).isEqualTo(502);
		assertThat(body(FrontEnd.send(request), 201).path("text").asString()).isEqualTo("another bold move");
	}

	@Test
	void aTextThatWasRefusedLeavesItsKeyFree() {
		assertProblem(FrontEnd.send(request("I <3 you", null).header("Idempotency-Key", "heart")), 422,
				"invalid-message");
		body(FrontEnd.send(request("I love you", null).header("Idempotency-Key", "heart")), 201);
	}

	private HttpResponse<String> text(String text, @Nullable String prefer) {
		return FrontEnd.send(request(text, prefer));
	}

	private HttpRequest.Builder request(String text, @Nullable String prefer) {
		HttpRequest.Builder request = new FrontEnd(this.port, "alice-session").request("/chats/78/messages")
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(FrontEnd.JSON.createObjectNode().put("text", text).toString()));
		return (prefer != null) ? request.header("Prefer", prefer) : request;
	}

}
