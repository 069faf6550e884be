package vision.bff;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;
import vision.bff.sandbox.UploadLimits;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * What the real site does beyond its page, and what a front end sees of it.
 */
@SandboxTest(properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
		"vision.rate-limit.enabled=false" })
class OddUpstreamTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final long BOB = 78;

	private static final byte[] GIF = Pictures.gif();

	@LocalServerPort
	private int port;

	@Test
	void noMarkupOfHostileTextsSurvives() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Dialect.B));
		sandbox.writeFromThePhone("alice", "bob", "look <img src=y onerror=alert(1)> here");
		JsonNode page = body(as("bob").get("/chats/7/messages?limit=1"), 200);
		assertThat(page.at("/items/0/text").asString()).isEqualTo("look  here");
		assertThat(body(as("bob").get("/chats/7"), 200).path("lastMessage").path("text").asString()).doesNotContain("<",
				"onerror");
	}

	@Test
	void anAnswerWithTheMessageOfTheOtherIsNotASending() {
		sandbox.wireMock()
			.stubFor(
					any(urlPathEqualTo("/mobile_api/send_message")).willReturn(okJson(row(145, false, "It's a date"))));
		assertUnsent(as("alice").text(BOB, "Hello"), "not-sent");
	}

	@Test
	void anAnswerWithAnOlderMessageOfMineIsNotASending() {
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/send_message")).willReturn(okJson(row(140, true, "hello again"))));
		assertUnsent(as("alice").text(BOB, "hello again"), "not-sent");
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		assertUnsent(as("alice").text(BOB, "something else"), "unknown");
	}

	@Test
	void anAnswerWithAnotherNewMessageOfMineIsNotTakenForThisOne() {
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/send_message")).willReturn(okJson(row(999, true, "another tab"))));
		assertUnsent(as("alice").text(BOB, "Hello"), "unknown");
	}

	private static void assertUnsent(HttpResponse<String> response, String outcome) {
		assertProblem(response, 502, "upstream-error");
		assertThat(FrontEnd.JSON.readTree(response.body()).path("outcome").asString()).isEqualTo(outcome);
	}

	private static String row(long id, boolean owner, String text) {
		return "{\"code\": 200, \"message\": \"Message sent\", \"data\": " + message(id, owner, text) + "}";
	}

	private static String message(long id, boolean owner, String text) {
		return """
				{"id": %d, "sent_by": "7", "sent_to": "78", "owner": %s,
				 "message": "%s", "media_file": "", "media_type": "none", "seen": "0", "deleted_fs1": "N",
				 "deleted_fs2": "N", "time": "just now", "side": "right"}""".formatted(id, owner, text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "site", "phpUpload", "phpPost", "webServer" })
	void anImageOverAnyLimitOfTheSiteIsTooLargeAndNoDeadSession(String limit) {
		UploadLimits limits = switch (limit) {
			case "site" -> UploadLimits.DEFAULT.withSite(1_000);
			case "phpUpload" -> UploadLimits.DEFAULT.withPhpUpload(1_000);
			case "phpPost" -> UploadLimits.DEFAULT.withPhpPost(1_000);
			default -> UploadLimits.DEFAULT.withWebServer(1_000);
		};
		sandbox.settings(SandboxSettings.DEFAULT.with(limits));
		byte[] image = FrontEnd.concat(GIF, new byte[5_000]);
		HttpResponse<String> response = as("alice").upload(BOB, image, "image", "a.gif");
		assertProblem(response, 413, "image-too-large");
		assertThat(FrontEnd.JSON.readTree(response.body()).path("outcome").asString()).isEqualTo("not-sent");
		assertProblem(as("nobody").upload(BOB, image, "image", "a.gif"), 401, "invalid-session");
	}

	@ParameterizedTest
	@EnumSource(names = { "RESET", "RESET_AFTER_STORING", "BROKEN_OFF_AFTER_STORING" })
	void aSendingThatIsCutOffIsNotSentTwice(FaultKind fault) {
		body(as("alice").text(BOB, "warm"), 201);
		sandbox.wireMock().resetRequests();
		sandbox.fault("send_message", fault);
		HttpResponse<String> response = as("alice").text(BOB, "once");
		assertThat(response.statusCode()).isEqualTo(502);
		assertThat(FrontEnd.JSON.readTree(response.body()).path("outcome").asString()).isEqualTo("unknown");
		sandbox.wireMock().verify(1, postRequestedFor(urlPathEqualTo("/mobile_api/send_message")));
	}

	@Test
	void aSessionWhoseUserIsGoneIsRefused() {
		assertProblem(new FrontEnd(this.port, SandboxServer.GONE_SESSION).get("/chats"), 401, "invalid-session");
	}

	@ParameterizedTest
	@EnumSource(names = { "UNKNOWN_CODE", "UNKNOWN_MESSAGE", "DATABASE_DOWN", "DATABASE_DOWN_BEHIND_HTML", "ERROR500",
			"STATUS" })
	void aFaultOfTheSiteIsNeverAnEmptyListAndNeverOurs(FaultKind fault) {
		sandbox.fault(PlannedFault.of("get_chats", fault).withTimes(2));
		HttpResponse<String> response = as("alice").get("/chats");
		assertProblem(response, 502, "upstream-error");
		assertThat(response.body()).doesNotContain("SQL", "php", "Connection refused");
	}

	@ParameterizedTest
	@EnumSource(names = { "FATAL_ERROR", "TRUNCATED" })
	void whatCannotBeReadIsSaidToBeUnreadable(FaultKind fault) {
		sandbox.fault("get_chats", fault);
		assertProblem(as("alice").get("/chats"), 502, "upstream-unreadable");
	}

	@Test
	void warningsBeforeTheJsonDoNotMatter() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.WARNINGS));
		assertThat(body(as("alice").get("/chats"), 200).path("items")).hasSize(4);
		body(as("alice").text(BOB, "Hello"), 201);
	}

	@Test
	void aBrokenSearchIsSaidAndStopsNothingElse() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		assertProblem(as("alice").get("/chats/78/messages/search?q=a"), 502, "search-unavailable");
		JsonNode page = body(as("alice").get("/chats/78/messages?after=100&limit=10"), 200);
		assertThat(page.path("items").get(0).path("id").asLong()).isEqualTo(101);
		assertThat(page.path("items").get(9).path("id").asLong()).isEqualTo(110);
		body(as("alice").text(BOB, "Still <here>"), 201);
		assertThat(as("alice").delete("/chats/78/messages/144").statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "C%2B%2B, C++", "a/b, a/b", "(, (", "don't, don't", "%22q%22, \"q\"",
			"%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82, ПРИВЕТ", "amp, x & y amp",
			"1234567890123456789012345678901234567890x," + " 1234567890123456789012345678901234567890x" })
	void searchFindsWhatPeopleReadLiterally(String q, String text) {
		long id = body(as("alice").text(BOB, text), 201).path("id").asLong();
		body(as("alice").text(BOB, "https://b.test/?x=1&y=2 & so on"), 201);
		JsonNode page = body(as("alice").get("/chats/78/messages/search?q=" + q), 200);
		assertThat(page.path("items").get(0).path("id").asLong()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "href", "target", "_blank", "quot", "inline" })
	void searchFindsNoMarkup(String q) {
		long id = body(as("alice").text(BOB, "https://example.com/?x=1&y=2 \"so on\""), 201).path("id").asLong();
		JsonNode page = body(as("alice").get("/chats/78/messages/search?q=" + q), 200);
		assertThat(page.path("items").valueStream().map((message) -> message.path("id").asLong())).doesNotContain(id);
	}

	@Test
	void releasesThatIgnoreThePageSizeStillGivePagesOfTheLimit() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Dialect.EARLY));
		assertThat(body(as("alice").get("/chats/78/messages?limit=2"), 200).path("items")).hasSize(2);
		assertThat(body(as("alice").get("/chats/78"), 200).path("unreadCount").asInt()).isEqualTo(1);
		assertThat(body(as("alice").get("/chats/78/messages?limit=50"), 200).path("items")).hasSize(50);
	}

	@Test
	void thereIsOneChatForAPersonThoughTheSiteHasTwo() {
		sandbox.duplicateChat("alice", "bob");
		JsonNode items = body(as("alice").get("/chats"), 200).path("items");
		assertThat(items.valueStream().filter((chat) -> chat.path("user").path("id").asLong() == BOB)).hasSize(1);
	}

	@Test
	void onlyVerifiedOneIsVerified() {
		assertThat(body(as("alice").get("/chats/34"), 200).path("user").path("verified").asBoolean()).isTrue();
		assertThat(body(as("alice").get("/chats/40"), 200).path("user").path("verified").asBoolean()).isFalse();
	}

	@Test
	void aThousandChatsAreListedAndARowThatCannotBeReadIsLeftOut() {
		String rows = IntStream.rangeClosed(1, 1_000)
			.mapToObj(
					(id) -> """
							{"chat_id": %d, "user_id": %s, "username": "u%d", "name": "A &amp; B", "avatar": "", "verified": "2",
							 "time": "just now", "last_message": "", "new_messages": "", "chat_url": ""}"""
						.formatted(id, (id == 500) ? "\"?\"" : Integer.toString(id), id))
			.collect(Collectors.joining(","));
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/get_chats"))
				.willReturn(okJson("{\"code\": 200, \"data\": [" + rows + "]}")));
		List<Long> ids = new ArrayList<>();
		body(as("alice").get("/chats"), 200).path("items").forEach((chat) -> {
			ids.add(chat.path("id").asLong());
			assertThat(chat.path("user").path("name").asString()).isEqualTo("A & B");
		});
		assertThat(ids).hasSize(999).doesNotContain(500L);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			"seen": "0"              | "seen": "99999999999999999"
			"seen": "0"              | "seen": "-9223372036854775808"
			"id": 5,                 | "id": 9007199254740993,
			"time": "just now"       | "time": "999999999 years ago"
			"time": "just now"       | "time": "31 Feb, 2026 08:02"
			"media_type": "none"     | "media_type": "image"
			"media_type": "none"     | "media_type": "audio"
			"media_type": "none"     | "media_type": ["none"]
			""")
	void oneOddRowDoesNotLoseThePage(String usual, String odd) {
		String rows = IntStream.rangeClosed(4, 6)
			.mapToObj((id) -> message(id, true, "No. " + id))
			.map((row) -> row.contains("\"id\": 5,") ? row.replace(usual, odd) : row)
			.collect(Collectors.joining(","));
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/get_messages"))
				.willReturn(okJson("{\"code\": 200, \"data\": [" + rows + "]}")));
		JsonNode items = body(as("alice").get("/chats/78/messages"), 200).path("items");
		assertThat(items.valueStream().map((message) -> message.path("text").asString())).contains("No. 4", "No. 6");
	}

	@Test
	void oddChatsDoNotLoseTheList() {
		String row = """
				{"chat_id": %d, "user_id": %1$d, "username": "u", "name": "n", "avatar": "", "verified": "1",
				 "time": "%s", "last_message": "x", "new_messages": 2147483647, "chat_url": ""}""";
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/get_chats")).willReturn(okJson("{\"code\": 200, \"data\": ["
					+ row.formatted(1, "999999999 years ago") + "," + row.formatted(2, "just now") + "]}")));
		JsonNode list = body(as("alice").get("/chats"), 200);
		assertThat(list.path("unreadCount").asInt()).isEqualTo(Integer.MAX_VALUE);
		assertThat(list.at("/items/0/lastActivity")).isEqualTo(FrontEnd.JSON.readTree("""
				{"label": "999999999 years ago", "earliest": null, "latest": null}"""));
	}

	@Test
	void aSiteThatIsAskedTooOftenSaysWhenToComeBack() {
		sandbox.wireMock()
			.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "17")));
		HttpResponse<String> read = as("alice").get("/chats");
		assertProblem(read, 503, "overloaded");
		assertThat(read.headers().firstValue("Retry-After")).hasValue("17");
		HttpResponse<String> sent = as("alice").text(BOB, "Hi");
		assertProblem(sent, 503, "overloaded");
		assertThat(FrontEnd.JSON.readTree(sent.body()).path("outcome").asString()).isEqualTo("not-sent");
	}

	@Test
	void aChallengeOfACdnIsNothingSentAndLeadsToTheRunbook() {
		sandbox.wireMock()
			.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(403).withHeader("cf-mitigated", "challenge")));
		HttpResponse<String> sent = as("alice").text(BOB, "Hi");
		assertProblem(sent, 502, "upstream-error");
		JsonNode problem = FrontEnd.JSON.readTree(sent.body());
		assertThat(problem.path("outcome").asString()).isEqualTo("not-sent");
		assertThat(problem.path("detail").asString()).contains("takes this service for a machine", "runbook");
		assertProblem(as("alice").get("/chats/78/messages/search?q=x"), 502, "upstream-error");
	}

	/**
	 * How many calls it takes grows with the logarithm of what lies between two ids of a
	 * chat, so it has a sandbox that has given no ids to other tests.
	 */
	@Test
	void aPageOfALongChatCostsLittle() {
		try (SandboxServer site = SandboxServer.start(0);
				ConfigurableApplicationContext bff = SpringApplication.run(VisionBffApplication.class,
						"--server.port=0", "--management.server.port=-1", "--vision.base-url=" + site.baseUrl(),
						"--vision.rate-limit.enabled=false")) {
			int own = bff.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			FrontEnd alice = new FrontEnd(own, "alice-session");
			for (int i = 0; i < 2_000; i++) {
				site.writeFromThePhone("carol", "grace", "No. " + i);
			}
			long newest = body(alice.text(BOB, "Hi"), 201).path("id").asLong();
			for (int i = 0; i < 5_000; i++) {
				site.writeFromThePhone((i % 2 == 0) ? "alice" : "bob", (i % 2 == 0) ? "bob" : "alice", "No. " + i);
			}
			assertPagesCostLittle(site, alice, "/chats/78", newest);
			site.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
			assertPagesCostLittle(site, new FrontEnd(own, "bob-session"), "/chats/7", newest);
		}
	}

	private static void assertPagesCostLittle(SandboxServer site, FrontEnd reader, String chat, long newest) {
		for (long after : List.of(5L, 144L, newest, newest + 2_300, newest + 4_900)) {
			site.wireMock().resetRequests();
			JsonNode page = body(reader.get(chat + "/messages?limit=20&after=" + after), 200);
			assertThat(page.at("/items/0/id").asLong()).isGreaterThan(after).isLessThan(after + 30);
			assertThat(page.path("items")).hasSize(20);
			List<ServeEvent> calls = site.wireMock().getAllServeEvents();
			assertThat(calls).hasSizeLessThan(20);
			assertThat(calls).allMatch((call) -> call.getRequest().queryParameter("page_size").isSingleValued()
					&& Integer.parseInt(call.getRequest().queryParameter("page_size").firstValue()) <= 41);
		}
	}

	@Test
	void aLabelInAnotherLanguageKeepsItsWordsAndHasNoBounds() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.RUSSIAN_LABELS));
		assertThat(body(as("alice").get("/chats/41"), 200).path("lastActivity")).isEqualTo(FrontEnd.JSON.readTree("""
				{"label": "17 минут назад", "earliest": null, "latest": null}"""));
	}

	@Test
	void aChatListThatClearingBreaksIsAFaultOfTheSite() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.CLEARING_BREAKS_CHATS));
		assertThat(as("alice").delete("/chats/78/messages").statusCode()).isEqualTo(204);
		assertProblem(as("alice").get("/chats"), 502, "upstream-error");
	}

	private FrontEnd as(String person) {
		return new FrontEnd(this.port, person + "-session");
	}

}
