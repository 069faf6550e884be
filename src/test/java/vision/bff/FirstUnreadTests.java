package vision.bff;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.body;

/**
 * Where the reader of a chat begins.
 */
@SandboxTest(properties = "vision.rate-limit.enabled=false")
class FirstUnreadTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String MESSAGES = "/chats/78/messages";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@EnumSource
	void theNewestPageTellsItOnce(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		assertThat(firstUnread(alice(), MESSAGES)).isEqualTo("143");
		assertThat(firstUnread(alice(), MESSAGES)).isEqualTo("null");
		sandbox.writeFromThePhone("bob", "alice", "One more");
		assertThat(firstUnread(alice(), MESSAGES)).isNotEqualTo("null");
	}

	@ParameterizedTest
	@EnumSource
	void aSiteWithoutASearchTellsItToo(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect).with(Quirk.SEARCH_BROKEN));
		assertThat(firstUnread(alice(), MESSAGES)).isEqualTo("143");
	}

	@ParameterizedTest
	@EnumSource
	void aPeekTellsItAgainAndAgain(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		assertThat(firstUnread(alice(), MESSAGES + "?peek=true")).isEqualTo("143");
		assertThat(firstUnread(alice(), MESSAGES + "?peek=true")).isEqualTo("143");
		assertThat(alice().put("/chats/78/seen").statusCode()).isEqualTo(204);
		assertThat(firstUnread(alice(), MESSAGES + "?peek=true")).isEqualTo("null");
	}

	@Test
	void ofAPageThatIsAllUnreadItIsTheFirst() {
		assertThat(firstUnread(alice(), MESSAGES + "?limit=2")).isEqualTo("144");
		assertThat(firstUnread(alice(), MESSAGES + "?limit=20")).isEqualTo("143");
	}

	@Test
	void whatWasReadInBetweenDoesNotCount() {
		body(alice().get(MESSAGES + "/143"), 200);
		assertThat(firstUnread(alice(), MESSAGES)).isEqualTo("144");
	}

	@Test
	void whatTheOtherHasNotReadDoesNotCount() {
		body(alice().get(MESSAGES), 200);
		long sent = body(alice().text(78, "Are you there?"), 201).path("id").asLong();
		assertThat(firstUnread(alice(), MESSAGES)).isEqualTo("null");
		JsonNode page = body(bob().get("/chats/7/messages?limit=1"), 200);
		assertThat(page.path("firstUnreadId").asLong()).isEqualTo(sent);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?before=146", "?after=140", "?around=144", "/search?q=tomorrow" })
	void otherPagesDoNotTellIt(String page) {
		JsonNode items = body(alice().get(MESSAGES + page), 200).path("items");
		assertThat(items.valueStream()).anyMatch((message) -> message.path("seenAt").isNull());
		sandbox.reset();
		assertThat(firstUnread(alice(), MESSAGES + page)).isEqualTo("null");
	}

	private static String firstUnread(FrontEnd reader, String page) {
		JsonNode body = body(reader.get(page), 200);
		assertThat(body.has("firstUnreadId")).isTrue();
		return body.path("firstUnreadId").toString();
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

	private FrontEnd bob() {
		return new FrontEnd(this.port, "bob-session");
	}

}
