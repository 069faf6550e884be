package vision.bff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SettableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertJson;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * People of the sandbox talk to each other through the BFF.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s", "vision.rate-limit.enabled=false" })
class ConversationTests {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private static final SettableClock clock = new SettableClock(NOON);

	private static final SandboxServer sandbox = SandboxServer.start(0, clock);

	private static final long ALICE = 7;

	private static final long BOB = 78;

	private static final byte[] GIF = "GIF89a\1\0\1\0\200\0\0\0\0\0\377\377\377!\371\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
		.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", sandbox::baseUrl);
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@BeforeEach
	void reset() {
		clock.set(NOON);
		sandbox.reset();
	}

	@Test
	void aliceSeesHerChats() {
		JsonNode list = body(as("alice").get("/chats"), 200);
		assertThat(list.path("unreadCount").asInt()).isEqualTo(5);
		assertThat(list.path("items").valueStream().map((chat) -> chat.path("user").path("name").asString()))
			.containsExactly("הנרי", "Грейс 🌻", "Carol & Co <i>", "Bob O'Neil");
		assertThat(list.path("items").get(2)).isEqualTo(FrontEnd.JSON.readTree("""
				{"id": %d,
				 "user": {"id": 34, "username": "carol", "name": "Carol & Co <i>",
				   "avatarUrl": "%s/upload/default/avatar.png", "verified": true},
				 "lastMessage": {"text": %s, "truncated": false, "attachment": null},
				 "unreadCount": 2,
				 "lastActivity": %s,
				 "webUrl": "%s/conversation/@carol"}""".formatted(list.path("items").get(2).path("id").asLong(),
				sandbox.baseUrl(), list.path("items").get(2).path("lastMessage").path("text"),
				list.path("items").get(2).path("lastActivity"), sandbox.baseUrl())));
	}

	@Test
	void whatAliceSendsBobSeesUnreadAndReads() {
		JsonNode sent = body(as("alice").text(BOB, "Don't <panic> & \"smile\" 👩‍👩‍👧\nhttps://example.com/a?b=1&c=2"),
				201);
		JsonNode list = body(as("bob").get("/chats"), 200);
		JsonNode chat = list.path("items").get(0);
		assertThat(chat.path("user").path("id").asLong()).isEqualTo(ALICE);
		assertThat(chat.path("unreadCount").asInt()).isPositive();
		JsonNode page = body(as("bob").get("/chats/7/messages?limit=1"), 200);
		assertThat(page.path("items")).hasSize(1);
		JsonNode read = page.path("items").get(0);
		assertThat(read.path("id")).isEqualTo(sent.path("id"));
		assertThat(read.path("text")).isEqualTo(sent.path("text"));
		assertThat(read.path("mine").asBoolean()).isFalse();
		assertThat(read.path("senderId").asLong()).isEqualTo(ALICE);
		assertThat(read.path("recipientId").asLong()).isEqualTo(BOB);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Don't \"quote\" & <3 me", "1 < 2 and 3 > 2", "a\nb\n\nc", "👩‍👩‍👧‍👦 🏳️‍🌈",
			"שלום, עולם", "see https://example.com/a/very/long/path?with=1&more=2#fragment.", "www.example.com",
			"&amp; &lt;b&gt;", "00", "-1" })
	void whatIsTypedIsWhatBothRead(String text) {
		String typed = text.replace(" <3 me", "");
		JsonNode sent = body(as("alice").text(BOB, typed), 201);
		assertThat(sent.path("text").asString()).isEqualTo(typed);
		assertThat(sent.path("mine").asBoolean()).isTrue();
		String path = "/messages/" + sent.path("id").asLong();
		assertThat(body(as("alice").get("/chats/78" + path), 200).path("text").asString()).isEqualTo(typed);
		assertThat(body(as("bob").get("/chats/7" + path), 200).path("text").asString()).isEqualTo(typed);
		assertThat(body(as("bob").get("/chats"), 200).path("items").get(0).path("lastMessage").path("text").asString())
			.isEqualTo(typed);
	}

	@Test
	void readingMakesAMessageSeenForBothSides() {
		JsonNode sent = body(as("alice").text(BOB, "Are you there?"), 201);
		assertThat(sent.path("seenAt").isNull()).isTrue();
		clock.advance(java.time.Duration.ofMinutes(5));
		body(as("bob").get("/chats/7/messages?limit=1"), 200);
		JsonNode seen = body(as("alice").get("/chats/78/messages/" + sent.path("id").asLong()), 200);
		assertThat(seen.path("seenAt").asString()).isEqualTo("2026-11-23T12:05:00Z");
		assertThat(Instant.parse(seen.path("sentAt").path("earliest").asString())).isBeforeOrEqualTo(NOON);
		assertThat(Instant.parse(seen.path("sentAt").path("latest").asString())).isAfterOrEqualTo(NOON);
	}

	@Test
	void theListAndASearchMarkNothingAsSeen() {
		body(as("alice").get("/chats"), 200);
		body(as("alice").get("/chats/78/messages/search?q=e&limit=100"), 200);
		assertThat(body(as("alice").get("/chats/78"), 200).path("unreadCount").asInt()).isEqualTo(3);
	}

	@Test
	void theWholeHistoryIsReadBackwardsWithoutAGap() {
		List<Long> ids = new ArrayList<>();
		JsonNode page = body(as("alice").get("/chats/78/messages?limit=20"), 200);
		ids.addAll(0, ids(page));
		while (!page.path("older").isNull()) {
			page = body(as("alice").get(page.path("older").asString()), 200);
			ids.addAll(0, ids(page));
		}
		assertThat(ids).containsExactlyElementsOf(LongStream.rangeClosed(1, 145).boxed().toList());
	}

	@Test
	void theWholeHistoryIsReadForwardsWithoutAGap() {
		List<Long> ids = new ArrayList<>();
		JsonNode page = body(as("alice").get("/chats/78/messages?after=1&limit=20"), 200);
		ids.addAll(ids(page));
		while (!page.path("newer").isNull()) {
			page = body(as("alice").get(page.path("newer").asString()), 200);
			ids.addAll(ids(page));
		}
		assertThat(ids).containsExactlyElementsOf(LongStream.rangeClosed(2, 145).boxed().toList());
	}

	@Test
	void nothingButWhatIsReturnedIsMarkedAsSeen() {
		body(as("alice").get("/chats/78/messages?after=140&limit=3"), 200);
		assertThat(body(as("alice").get("/chats/78"), 200).path("unreadCount").asInt()).isEqualTo(2);
	}

	@Test
	void anImageGoesThroughByteForByte() throws IOException, InterruptedException {
		JsonNode sent = body(as("alice").upload(BOB, GIF, "image", "anything.bmp"), 201);
		assertThat(sent.path("text").isNull()).isTrue();
		JsonNode read = body(as("bob").get("/chats/7/messages/" + sent.path("id").asLong()), 200);
		URI url = URI.create(read.path("attachment").path("url").asString());
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<byte[]> fetched = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
			assertThat(new ByteArrayInputStream(fetched.body())).hasBinaryContent(GIF);
		}
		assertJsonField(as("bob").get("/chats/7"), "lastMessage",
				"{\"text\": null, \"truncated\": false, \"attachment\": \"image\"}");
	}

	@Test
	void searchFindsWhatPeopleReadAndNotMarkup() {
		assertThat(ids(body(as("alice").get("/chats/78/messages/search?q=inline-link"), 200))).isEmpty();
		body(as("alice").text(BOB, "C++ (a/b) ПРИВЕТ"), 201);
		for (String q : List.of("c%2B%2B", "(a%2Fb", "%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82")) {
			JsonNode page = body(as("alice").get("/chats/78/messages/search?q=" + q), 200);
			assertThat(page.path("items").get(0).path("text").asString()).isEqualTo("C++ (a/b) ПРИВЕТ");
			assertThat(page.path("total").isInt()).isTrue();
		}
	}

	@Test
	void searchGoesOnWhereItStopped() {
		List<Long> ids = new ArrayList<>();
		JsonNode page = body(as("alice").get("/chats/78/messages/search?q=e&limit=7"), 200);
		int total = page.path("total").asInt();
		ids.addAll(ids(page));
		while (!page.path("older").isNull()) {
			page = body(as("alice").get(page.path("older").asString()), 200);
			ids.addAll(ids(page));
		}
		assertThat(ids).hasSize(total)
			.doesNotHaveDuplicates()
			.isSortedAccordingTo((one, two) -> Long.compare(two, one));
	}

	@Test
	void aDeletedMessageIsGoneForOneSideOnly() {
		assertThat(as("alice").delete("/chats/78/messages/144").statusCode()).isEqualTo(204);
		assertProblem(as("alice").get("/chats/78/messages/144"), 404, "message-not-found");
		JsonNode kept = body(as("bob").get("/chats/7/messages/144"), 200);
		assertThat(kept.path("deletedByOther").asBoolean()).isTrue();
		assertProblem(as("alice").delete("/chats/78/messages/144"), 404, "message-not-found");
	}

	@Test
	void aMessageOfAnotherChatIsNotThere() {
		assertProblem(as("alice").get("/chats/78/messages/150"), 404, "message-not-found");
		assertProblem(as("alice").delete("/chats/78/messages/150"), 404, "message-not-found");
		body(as("alice").get("/chats/34/messages/150"), 200);
	}

	@Test
	void aClearedHistoryLeavesTheChatAndTheOtherSide() {
		assertThat(as("alice").delete("/chats/78/messages").statusCode()).isEqualTo(204);
		assertJson(as("alice").get("/chats/78/messages"), 200,
				"{\"items\": [], \"older\": null, \"newer\": null, \"total\": null, \"firstUnreadId\": null}");
		assertJsonField(as("alice").get("/chats/78"), "lastMessage", "null");
		assertThat(body(as("bob").get("/chats/7/messages?limit=100"), 200).path("items")).hasSize(100);
	}

	@Test
	void whoIsBlockedCanStillDeleteMessagesOfThatChatAndOfNoOther() {
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		assertThat(alice.delete("/chats/35/messages/158").statusCode()).isEqualTo(204);
		assertProblem(alice.delete("/chats/35/messages/144"), 404, "user-not-found");
		assertProblem(alice.delete("/chats/999/messages/144"), 404, "user-not-found");
		assertProblem(alice.delete("/chats/7/messages/144"), 404, "user-not-found");
		assertProblem(alice.delete("/chats/35/messages/9999"), 404, "message-not-found");
		assertThat(body(alice.get("/chats/78/messages/144"), 200).path("id").asLong()).isEqualTo(144);
	}

	@Test
	void aDeletedChatComesBackWithTheNextMessage() {
		assertThat(as("alice").delete("/chats/78").statusCode()).isEqualTo(204);
		assertProblem(as("alice").get("/chats/78"), 404, "chat-not-found");
		body(as("bob").text(ALICE, "Hello again"), 201);
		assertJsonField(as("alice").get("/chats/78"), "lastMessage",
				"{\"text\": \"Hello again\", \"truncated\": false, \"attachment\": null}");
	}

	@ParameterizedTest
	@CsvSource({ "35, 403, blocked", "36, 403, messaging-not-allowed", "999999, 404, user-not-found",
			"7, 403, messaging-not-allowed" })
	void whoCannotBeWrittenToIsNot(long userId, int status, String code) {
		assertProblem(as("alice").text(userId, "Hello?"), status, code);
		assertProblem(as("alice").upload(userId, GIF, "image", "a.gif"), status, code);
	}

	@Test
	void whoHasNoChatsHasAnEmptyList() {
		assertJson(as("frank").get("/chats"), 200, "{\"items\": [], \"unreadCount\": 0}");
		assertJson(as("frank").get("/chats/78/messages"), 200,
				"{\"items\": [], \"older\": null, \"newer\": null, \"total\": null, \"firstUnreadId\": null}");
	}

	@Test
	void aForgottenSessionIsRefused() {
		assertProblem(as("nobody").get("/chats"), 401, "invalid-session");
		assertProblem(as("nobody").text(BOB, "Hello?"), 401, "invalid-session");
	}

	private static List<Long> ids(JsonNode page) {
		return page.path("items").valueStream().map((message) -> message.path("id").asLong()).toList();
	}

	private static void assertJsonField(HttpResponse<String> response, String field, String expected) {
		assertThat(body(response, 200).path(field)).isEqualTo(FrontEnd.JSON.readTree(expected));
	}

	private FrontEnd as(String person) {
		return new FrontEnd(this.port, person + "-session");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class SharedClock {

		@Bean
		@Primary
		Clock shared() {
			return clock;
		}

	}

}
