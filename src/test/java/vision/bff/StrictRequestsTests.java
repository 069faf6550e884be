package vision.bff;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;
import static vision.bff.FrontEnd.send;

/**
 * What a request says is heeded or refused, and never passed over.
 */
@SandboxTest(properties = "vision.rate-limit.enabled=false")
class StrictRequestsTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String MESSAGES = "/chats/78/messages";

	private static final byte[] GIF = Pictures.gif();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET    | /chats?limit=5                          |
			GET    | /chats/78?peek=true                     |
			GET    | /chats/78/messages?near=90              | limit, before, after, around, peek
			GET    | /chats/78/messages?limit=1&Before=90    | limit, before, after, around, peek
			GET    | /chats/78/messages/144?peek=true        |
			GET    | /chats/78/messages/search?q=a&after=5   | q, limit, before
			POST   | /chats/78/messages?text=Hi              |
			DELETE | /chats/78/messages?before=50            |
			DELETE | /chats/78/messages/144?id=145           |
			DELETE | /chats/78?id=79                         |
			GET    | /session?user=1                         |
			""")
	void anUnknownParameterIsRefusedWithTheNamesOfThoseThereAre(String method, String target, @Nullable String names) {
		HttpResponse<String> answer = json(method, target);
		assertProblem(answer, 400, "invalid-request");
		assertThat(body(answer, 400).path("detail").asString()).isEqualTo((names != null)
				? "The query has a parameter that is none of: " + names + "." : "There are no query parameters here.");
		assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/chats/78/messages?limit=5&limit=5, limit, must be given only once",
			"/chats/78/messages/search?q=a&q=b, q, must be given only once",
			"/chats/78/messages?limit, limit, must not be empty", "/chats/78/messages?limit=, limit, must not be empty",
			"/chats/78/messages?before=, before, must not be empty",
			"/chats/78/messages?peek=, peek, must not be empty" })
	void aParameterThatIsRepeatedOrEmptyIsRefused(String target, String parameter, String message) {
		HttpResponse<String> answer = alice().get(target);
		assertProblem(answer, 400, "invalid-request");
		assertThat(body(answer, 400).at("/errors/0/parameter").asString()).isEqualTo(parameter);
		assertThat(body(answer, 400).at("/errors/0/message").asString()).isEqualTo(message);
		assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
	}

	@Test
	void aListFromTheCacheIsAsStrict() {
		assertThat(alice().get("/chats").statusCode()).isEqualTo(200);
		assertProblem(alice().get("/chats?limit=5"), 400, "invalid-request");
	}

	@Test
	void whatOnlyDefeatsCachesMayPass() {
		assertThat(alice().get("/chats?_=1").statusCode()).isEqualTo(200);
		assertThat(alice().get(MESSAGES + "?_=1&limit=1&_=2").statusCode()).isEqualTo(200);
		assertThat(send(alice().multipart(78, FrontEnd.part(GIF, "image", "a.gif", true))).statusCode()).isEqualTo(201);
		assertThat(alice().post(MESSAGES + "?_=1", "{\"text\": \"Hi\"}").statusCode()).isEqualTo(201);
	}

	@Test
	void aContentCodingIsRefusedWhetherOrNotTheListIsKnown() {
		for (int i = 0; i < 2; i++) {
			assertProblem(send(alice().request("/chats").header("Content-Encoding", "br")), 415,
					"unsupported-media-type");
			assertThat(send(alice().request("/chats").header("Content-Encoding", "identity")).statusCode())
				.isEqualTo(200);
		}
	}

	@Test
	void aLongNameOfAFieldIsToldInShort() {
		HttpResponse<String> answer = alice().post(MESSAGES, "{\"" + "\ud83d\ude00".repeat(20_000 / 4) + "\": 1}");
		assertProblem(answer, 422, "invalid-message");
		assertThat(body(answer, 422).at("/errors/0/pointer").asString()).isEqualTo("/" + "\ud83d\ude00".repeat(64));
	}

	@Test
	void aFieldThatIsThereTwiceIsRefused() {
		assertProblem(alice().post(MESSAGES, "{\"text\": \"a\", \"text\": \"b\"}"), 400, "invalid-request");
		assertProblem(alice().post(MESSAGES, "{\"text\": \"a\", \"te\\u0078t\": \"a\"}"), 400, "invalid-request");
		assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u200b", "\u2060", "\ufeff", "\u3164", "\u00ad \u200d\u200c", "\ufe0f", "\u202e\u00a0",
			"\u115f\u1160\uffa0", "\u2800", "\udb40\udd00", "\u034f\u180b", "\u2028\u2029", "\u0085\u007f" })
	void aTextInWhichNothingCanBeSeenIsBlank(String text) {
		HttpResponse<String> answer = alice().text(78, text);
		assertProblem(answer, 422, "invalid-message");
		assertThat(body(answer, 422).at("/errors/0/message").asString()).isEqualTo("must not be blank");
		assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\ud83d\udc69\u200d\ud83d\udc67", "\ud83c\udde9\ud83c\uddea", "\u2764\ufe0f",
			"1\ufe0f\u20e3", "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f" })
	void whatIsDrawnWithInvisibleCharactersIsSent(String text) {
		assertThat(body(alice().text(78, text), 201).path("text").asString()).isEqualTo(text);
	}

	@Test
	void aSearchFindsATextHoweverItsCharactersAreComposed() {
		for (String cafe : List.of("the caf\u00e9", "the cafe\u0301")) {
			assertThat(alice().text(78, cafe).statusCode()).isEqualTo(201);
		}
		for (String term : List.of("caf%C3%A9", "cafe%CC%81", "CAF%C3%89", "CAFE%CC%81")) {
			assertThat(body(alice().get(MESSAGES + "/search?q=" + term), 200).path("total").asInt()).as(term)
				.isEqualTo(2);
		}
	}

	@Test
	void aFileMayHaveAnyName() {
		for (String name : List.of("\u0444".repeat(212) + ".gif", "\u7167".repeat(250) + ".gif")) {
			assertThat(alice().upload(78, GIF, "image", name).statusCode()).isEqualTo(201);
		}
		assertProblem(alice().upload(78, GIF, "image", "x".repeat(5_000)), 400, "invalid-request");
	}

	private HttpResponse<String> json(String method, String target) {
		return send(alice().request(target)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString("{\"text\": \"Hi\"}")));
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

}
