package vision.bff;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.FileType;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * What real releases of the product do to messages, and what a front end sees of it.
 */
@SandboxTest(properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
		"vision.rate-limit.enabled=false", "vision.timeouts.response=30s", "vision.timeouts.request=60s" })
@ExtendWith(OutputCaptureExtension.class)
class NothingTypedIsLostTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final long BOB = 78;

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	@ParameterizedTest
	@ValueSource(strings = { "Https://example.com/x", "Www.example.com", "HTTP://EXAMPLE.COM" })
	void aLinkThatBeginsWithACapitalIsReadAsItWasTyped(String link) {
		assertThat(body(as("alice").text(BOB, link), 201).path("text").asString()).isEqualTo(link);
		sandbox.writeFromThePhone("alice", "bob", link);
		assertThat(newestOfBob()).isEqualTo(link);
	}

	@ParameterizedTest
	@EnumSource(names = { "A", "B", "C" })
	void whatTheSiteChangesOrAddsIsSentAsItWasTyped(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		for (String text : List.of("'hello'", "l'arte", "O'Brien's", "'70s", "const x = 'b';", "price &#8364;5",
				"&#39; &#128512; &#x41;")) {
			assertThat(body(as("alice").text(BOB, text), 201).path("text").asString()).isEqualTo(text);
			assertThat(newestOfBob()).isEqualTo(text);
		}
	}

	@ParameterizedTest
	@CsvSource({ "A, Https://example.com/x", "B, l'arte", "C, price &#8364;5" })
	void oneKeyIsOneMessageWhateverTheSiteMakesOfTheText(Dialect dialect, String text) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		for (int status : List.of(502, 201, 201)) {
			body(keyed(dialect + " once", text), status);
		}
		sandbox.wireMock().verify(1, postRequestedFor(urlPathEqualTo("/mobile_api/send_message")));
		assertThat(newestOfBob()).isEqualTo(text);
	}

	@Test
	void aSwitchedOffApiIsSaidToBeThat(CapturedOutput output) {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.API_DISABLED));
		for (HttpResponse<String> response : List.of(as("alice").get("/chats"), as("alice").get("/chats/78/messages"),
				as("alice").get("/chats/78/messages/search?q=a"), as("alice").text(BOB, "Hi"))) {
			assertProblem(response, 503, "api-disabled");
			assertThat(FrontEnd.JSON.readTree(response.body()).path("retryable").asBoolean()).isFalse();
		}
		assertThat(body(as("alice").text(BOB, "Hi"), 503).path("outcome").asString()).isEqualTo("not-sent");
		assertThat(body(as("alice").delete("/chats/78"), 503).path("outcome").asString()).isEqualTo("not-sent");
		assertThat(this.meters.get("vision.upstream.api.disabled").gauge().value()).isOne();
		assertThat(output.toString().split("has its API switched off", -1)).hasSize(2);
		sandbox.settings(SandboxSettings.DEFAULT);
		body(as("alice").get("/chats"), 200);
		assertThat(this.meters.get("vision.upstream.api.disabled").gauge().value()).isZero();
	}

	@Test
	void audioAndVideoKeepTheirFiles() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Dialect.C));
		assertAttachment(FileType.AUDIO, "audio", ".wav");
		assertAttachment(FileType.VIDEO, "video", ".mp4");
		assertAttachment(FileType.IMAGE, "image", ".png");
		assertAttachment(FileType.FILE, "file", ".pdf");
	}

	private void assertAttachment(FileType file, String type, String ending) {
		sandbox.postFromTheWeb("bob", "alice", file);
		JsonNode message = body(as("alice").get("/chats/78/messages?limit=1"), 200).at("/items/0");
		assertThat(message.path("text").isNull()).isTrue();
		assertThat(message.at("/attachment/type").asString()).isEqualTo(type);
		assertThat(message.at("/attachment/url").asString()).startsWith(sandbox.baseUrl() + "/upload/")
			.endsWith(ending);
		JsonNode last = body(as("alice").get("/chats/78"), 200).path("lastMessage");
		if (file != FileType.FILE) {
			assertThat(last.path("attachment").asString()).isEqualTo(type);
			assertThat(last.path("text").isNull()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "DATABASE_DOWN", "DATABASE_DOWN_BEHIND_HTML" })
	void aDatabaseThatIsDownIsAnOutageOfASearchToo(FaultKind fault) {
		sandbox.fault(PlannedFault.of("search_messages", fault).withTimes(2));
		JsonNode problem = body(as("alice").get("/chats/78/messages/search?q=a"), 502);
		assertThat(problem.path("code").asString()).isEqualTo("upstream-error");
		assertThat(problem.path("retryable").asBoolean()).isTrue();
	}

	@Test
	void aQuoteBehindALinkIsNotLostWhereTheRowHasTheStoredText() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Dialect.C));
		sandbox.writeFromThePhone("alice", "bob", "\"https://example.com/x\" ok\nand & so on");
		assertThat(newestOfBob()).isEqualTo("\"https://example.com/x\" ok\nand & so on");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<3", "<b></b>", "{% x %}", "I <3 you" })
	void nobodyGetsAnEmptyBubble(String text) {
		HttpResponse<String> response = as("alice").text(BOB, text);
		assertThat(body(response, 201).path("text").asString()).isEqualTo(text);
		assertThat(response.headers().firstValue("Text-Changed")).isEmpty();
		assertThat(newestOfBob()).isEqualTo(text);
	}

	@Test
	void aListWithoutAChatWithSomebodyHasNoSuchChat() {
		JsonNode problem = body(as("alice").get("/chats/37"), 404);
		assertThat(problem.path("code").asString()).isEqualTo("chat-not-found");
		assertThat(problem.path("detail").asString()).contains("no chat with this user");
	}

	private String newestOfBob() {
		return body(as("bob").get("/chats/7/messages?limit=1"), 200).at("/items/0/text").asString();
	}

	private HttpResponse<String> keyed(String key, String text) {
		return FrontEnd.send(as("alice").request("/chats/78/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key.replace(' ', '-'))
			.POST(HttpRequest.BodyPublishers.ofString(FrontEnd.JSON.createObjectNode().put("text", text).toString())));
	}

	private FrontEnd as(String person) {
		return new FrontEnd(this.port, person + "-session");
	}

}
