package vision.bff;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * A page with a message in its middle.
 */
@SandboxTest(properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
		"vision.rate-limit.enabled=false" })
class AroundTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "72, 20, 62, 81", "72, 1, 72, 72", "72, 2, 71, 72", "72, 3, 71, 73", "1, 10, 1, 5", "3, 10, 1, 7",
			"145, 10, 140, 145", "143, 10, 138, 145", "72, 100, 22, 121", "6, 10, 1, 10" })
	void theMessageIsInTheMiddle(long id, int limit, long first, long last) {
		for (Dialect dialect : Dialect.values()) {
			sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
			for (String peek : List.of("", "&peek=true")) {
				JsonNode page = body(alice().get("/chats/78/messages?around=%d&limit=%d%s".formatted(id, limit, peek)),
						200);
				assertThat(ids(page)).isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
				String self = "/chats/78/messages?" + (peek.isEmpty() ? "" : "peek=true&");
				assertThat(page.path("older").asString(null))
					.isEqualTo((first > 1) ? self + "before=%d&limit=%d".formatted(first, limit) : null);
				assertThat(page.path("newer").asString(null))
					.isEqualTo((last < 145) ? self + "after=%d&limit=%d".formatted(last, limit) : null);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void fromAMessageTheWholeChatIsReached(Dialect dialect) {
		SandboxSettings settings = SandboxSettings.DEFAULT.with(dialect);
		for (SandboxSettings each : List.of(settings, settings.with(Quirk.SEARCH_BROKEN))) {
			sandbox.settings(each);
			JsonNode page = body(alice().get("/chats/78/messages?around=64&limit=9"), 200);
			List<Long> walked = new ArrayList<>(ids(page));
			for (JsonNode next = page; !next.path("older").isNull();) {
				next = body(alice().get(next.path("older").asString()), 200);
				walked.addAll(0, ids(next));
			}
			for (JsonNode next = page; !next.path("newer").isNull();) {
				next = body(alice().get(next.path("newer").asString()), 200);
				walked.addAll(ids(next));
			}
			assertThat(walked).containsExactlyElementsOf(LongStream.rangeClosed(1, 145).boxed().toList());
		}
	}

	@Test
	void onlyWhatIsReturnedIsMarkedAsSeen() {
		body(alice().get("/chats/78/messages?around=143&limit=2&peek=true"), 200);
		assertThat(unread()).isEqualTo(3);
		assertThat(ids(body(alice().get("/chats/78/messages?around=143&limit=2"), 200))).containsExactly(142L, 143L);
		assertThat(unread()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "150", "9999", "9007199254740991", "150&peek=true" })
	void whatIsInNoneOrAnotherChatIsNotThereAndNothingIsMarked(String id) {
		assertProblem(alice().get("/chats/78/messages?around=" + id), 404, "message-not-found");
		assertThat(unread()).isEqualTo(3);
	}

	@Test
	void whatWasDeletedIsNotThere() {
		assertThat(alice().delete("/chats/78/messages/100").statusCode()).isEqualTo(204);
		assertProblem(alice().get("/chats/78/messages?around=100"), 404, "message-not-found");
		assertThat(ids(body(alice().get("/chats/78/messages?around=101&limit=3"), 200))).containsExactly(99L, 101L,
				102L);
	}

	@Test
	void aHitOfASearchIsShownWhereItStands() {
		JsonNode hit = body(alice().get("/chats/78/messages/search?q=TONIGHT&limit=1"), 200).at("/items/0");
		JsonNode page = body(alice().get("/chats/78/messages?limit=5&around=" + hit.path("id").asLong()), 200);
		assertThat(page.path("items").get(2)).isEqualTo(hit);
	}

	@Test
	void withoutASearchAChatWithUnreadMessagesCannotBePeekedAt() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		assertProblem(alice().get("/chats/78/messages?around=100&peek=true"), 409, "cannot-peek");
		sandbox.wireMock().verify(0, getRequestedFor(urlPathEqualTo("/mobile_api/get_messages")));
		assertThat(alice().put("/chats/78/seen").statusCode()).isEqualTo(204);
		assertThat(ids(body(alice().get("/chats/78/messages?around=100&limit=3&peek=true"), 200))).containsExactly(99L,
				100L, 101L);
	}

	@Test
	void itTakesFewCalls() {
		body(alice().get("/chats/78/messages?around=142"), 200);
		assertThat(sandbox.wireMock().getAllServeEvents()).hasSizeLessThanOrEqualTo(3);
		sandbox.wireMock().resetRequests();
		body(alice().get("/chats/78/messages?around=40"), 200);
		assertThat(sandbox.wireMock().getAllServeEvents()).hasSizeLessThanOrEqualTo(4);
	}

	@Test
	void itIsNotForABlockedPerson() {
		assertProblem(alice().get("/chats/35/messages?around=158"), 404, "user-not-found");
	}

	private int unread() {
		return body(alice().get("/chats/78"), 200).path("unreadCount").asInt();
	}

	private static List<Long> ids(JsonNode page) {
		return page.path("items").valueStream().map((message) -> message.path("id").asLong()).toList();
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

}
