package vision.bff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static com.github.tomakehurst.wiremock.client.WireMock.aMultipart;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertJson;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;
import static vision.bff.FrontEnd.concat;
import static vision.bff.FrontEnd.part;
import static vision.bff.FrontEnd.send;

/**
 * Every sample of the upstream's page, verbatim, and what a front end gets to see of it.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
				"vision.rate-limit.enabled=false" })
@Import(ForgetfulTicker.class)
class UpstreamPageTests {

	private static final WireMockServer upstream = new WireMockServer(
			WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

	private static final byte[] PNG = Pictures.png(100);

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		upstream.start();
		registry.add("vision.base-url", upstream::baseUrl);
	}

	@AfterAll
	static void stop() {
		upstream.stop();
	}

	@BeforeEach
	void reset() {
		ForgetfulTicker.forget();
		upstream.resetAll();
	}

	@Test
	void chatsAreListed() {
		answer("get_chats", page("get_chats"));
		HttpResponse<String> response = frontEnd().get("/chats");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
		assertJson(response, 200, """
				{"items": [{
				  "id": 9,
				  "user": {"id": 78, "username": "mansurTLs", "name": "First name Last name",
				    "avatarUrl": "https://1.vision/upload/default/avatar.png", "verified": false},
				  "lastMessage": {"text": "y", "truncated": false, "attachment": null},
				  "unreadCount": 0,
				  "lastActivity": {"label": "17 minutes ago",
				    "earliest": "2026-11-23T11:42:00Z", "latest": "2026-11-23T11:43:59Z"},
				  "webUrl": "https://1.vision/conversation/@mansurTLs"}],
				 "unreadCount": 0}""");
		upstream.verify(1,
				getRequestedFor(urlPathEqualTo("/mobile_api/get_chats"))
					.withQueryParam("session_id", equalTo("s3ss10n"))
					.withHeader("Authorization", absent()));
	}

	@Test
	void oneChatIsShown() {
		answer("get_chats", page("get_chats"));
		assertJson(frontEnd().get("/chats/78"), 200, """
				{"id": 9,
				 "user": {"id": 78, "username": "mansurTLs", "name": "First name Last name",
				   "avatarUrl": "https://1.vision/upload/default/avatar.png", "verified": false},
				 "lastMessage": {"text": "y", "truncated": false, "attachment": null},
				 "unreadCount": 0,
				 "lastActivity": {"label": "17 minutes ago",
				   "earliest": "2026-11-23T11:42:00Z", "latest": "2026-11-23T11:43:59Z"},
				 "webUrl": "https://1.vision/conversation/@mansurTLs"}""");
		assertProblem(frontEnd().get("/chats/79"), 404, "chat-not-found");
	}

	@Test
	void anExcerptOfTheOldestReleaseHasItsBackslashesUndone() {
		answer("get_chats",
				page("get_chats").replace("\"y\"", "\"C:\\\\\\\\new\\\\nit\\\\&#039;s \\\\&quot;q\\\\&quot;\""));
		JsonNode last = body(frontEnd().get("/chats/78"), 200).path("lastMessage");
		assertThat(last).isEqualTo(FrontEnd.JSON.readTree("""
				{"text": "C:\\\\new\\nit's \\"q\\"", "truncated": false, "attachment": null}"""));
	}

	@Test
	void anUnchangedListIsNotSentAgain() {
		answer("get_chats", page("get_chats"));
		String tag = frontEnd().get("/chats").headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> again = send(frontEnd().request("/chats").header("If-None-Match", tag));
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

	@Test
	void noChatsAreAnEmptyList() {
		answer("get_chats", "{\"code\":204,\"message\":\"No data found\",\"data\":[]}");
		assertJson(frontEnd().get("/chats"), 200, "{\"items\": [], \"unreadCount\": 0}");
	}

	@Test
	void messagesAreRead() {
		answer("get_messages", page("get_messages"));
		HttpResponse<String> response = frontEnd().get("/chats/78/messages");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertJson(response, 200, """
				{"items": [{"id": 86, "senderId": 7, "recipientId": 78, "mine": true, "text": "1", "attachment": null,
				  "sentAt": {"label": "22 Nov, 2020 10:11",
				    "earliest": "2020-11-22T10:00:00Z", "latest": "2020-11-22T22:59:59Z"},
				  "seenAt": null, "deletedByOther": false}],
				 "older": null, "newer": null, "total": null, "firstUnreadId": null}""");
		upstream.verify(1,
				getRequestedFor(urlPathEqualTo("/mobile_api/get_messages"))
					.withQueryParam("session_id", equalTo("s3ss10n"))
					.withQueryParam("user_id", equalTo("78"))
					.withQueryParam("page_size", equalTo("20"))
					.withQueryParam("offset_up", equalTo("9007199254740991"))
					.withQueryParam("offset_down", absent()));
	}

	@Test
	void aFullPageLeadsToTheOlderOne() {
		answer("get_messages", page("get_messages"));
		answer("search_messages", page("search_messages"));
		HttpResponse<String> response = frontEnd().get("/chats/78/messages?limit=1");
		assertThat(FrontEnd.JSON.readTree(response.body()).path("older").asString())
			.isEqualTo("/chats/78/messages?before=86&limit=1");
		assertThat(response.headers().firstValue("Link"))
			.hasValue("</chats/78/messages?before=86&limit=1>; rel=\"prev\"");
	}

	@Test
	void messagesAreSearched() {
		answer("search_messages", page("search_messages"));
		assertJson(frontEnd().get("/chats/5/messages/search?q=%20hELLo"), 200,
				"""
						{"items": [{"id": 8, "senderId": 10, "recipientId": 5, "mine": true, "text": "Hello!", "attachment": null,
						  "sentAt": {"label": "23 Mar, 2021 11:03",
						    "earliest": "2021-03-23T11:00:00Z", "latest": "2021-03-23T23:59:59Z"},
						  "seenAt": null, "deletedByOther": false}],
						 "older": null, "newer": null, "total": 1, "firstUnreadId": null}""");
	}

	@Test
	void nothingFoundIsAnEmptyPage() {
		answer("search_messages", "{\"code\": 204, \"data\": [], \"message\": \"No data found\"}");
		assertJson(frontEnd().get("/chats/5/messages/search?q=hello"), 200,
				"{\"items\": [], \"older\": null, \"newer\": null, \"total\": 0, \"firstUnreadId\": null}");
	}

	@Test
	void aTextIsSent() {
		answer("send_message", page("get_messages").replace("[", "").replace("]", "").replace("\"1\"", "\"Hi!\""));
		HttpResponse<String> response = frontEnd().post("/chats/78/messages", "{\"text\": \"Hi!\"}");
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.headers().firstValue("Location")).hasValue("/chats/78/messages/86");
		assertJson(response, 201, """
				{"id": 86, "senderId": 7, "recipientId": 78, "mine": true, "text": "Hi!", "attachment": null,
				 "sentAt": {"label": "22 Nov, 2020 10:11",
				   "earliest": "2026-11-23T12:00:00Z", "latest": "2026-11-23T12:00:00Z"},
				 "seenAt": null, "deletedByOther": false}""");
		upstream.verify(1,
				postRequestedFor(urlPathEqualTo("/mobile_api/send_message"))
					.withFormParam("session_id", equalTo("s3ss10n"))
					.withFormParam("user_id", equalTo("78"))
					.withFormParam("type", equalTo("text"))
					.withFormParam("message", equalTo("Hi!")));
	}

	@Test
	void anImageIsSent() {
		answer("send_message", page("send_message"));
		HttpResponse<String> response = frontEnd().upload(78, PNG, "image", "picture.whatever");
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.headers().firstValue("Location")).hasValue("/chats/78/messages/49");
		assertJson(response, 201,
				"""
						{"id": 49, "senderId": 7, "recipientId": 78, "mine": true, "text": null,
						 "attachment": {"type": "image", "url": "https://1.vision/upload/images/2020/11/lbEG1WesAJdnqVWuUVSd_21_00ae49e181b4a21f86d2338eed424e7b_image_original.jpg"},
						 "sentAt": {"label": "21 Nov, 2020 03:11",
						   "earliest": "2026-11-23T12:00:00Z", "latest": "2026-11-23T12:00:00Z"},
						 "seenAt": null, "deletedByOther": false}""");
		upstream.verify(1,
				postRequestedFor(urlPathEqualTo("/mobile_api/send_message"))
					.withRequestBodyPart(aMultipart("session_id").withBody(equalTo("s3ss10n")).build())
					.withRequestBodyPart(aMultipart("user_id").withBody(equalTo("78")).build())
					.withRequestBodyPart(aMultipart("type").withBody(equalTo("media")).build())
					.withRequestBodyPart(aMultipart("image").withFileName("image.png")
						.withHeader("Content-Type", equalTo("image/png"))
						.withBody(binaryEqualTo(PNG))
						.build()));
	}

	@Test
	void aMessageIsDeleted() {
		answer("search_messages", page("search_messages"));
		answer("delete_message", page("delete_message"));
		assertThat(frontEnd().delete("/chats/5/messages/8").statusCode()).isEqualTo(204);
		upstream.verify(1,
				postRequestedFor(urlPathEqualTo("/mobile_api/delete_message"))
					.withFormParam("session_id", equalTo("s3ss10n"))
					.withFormParam("message_id", equalTo("8")));
	}

	@Test
	void aMessageOfAnotherChatIsNotDeleted() {
		answer("search_messages", "{\"code\": 204, \"data\": [], \"message\": \"No data found\"}");
		assertProblem(frontEnd().delete("/chats/34/messages/8"), 404, "message-not-found");
		upstream.verify(0, postRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@CsvSource({ "/chats/78/messages, 0", "/chats/78, 1" })
	void aChatIsClearedOrDeleted(String path, String deleteChat) {
		answer("clear_chat", page("clear_chat"));
		assertThat(frontEnd().delete(path).statusCode()).isEqualTo(204);
		upstream.verify(1,
				postRequestedFor(urlPathEqualTo("/mobile_api/clear_chat"))
					.withFormParam("session_id", equalTo("s3ss10n"))
					.withFormParam("user_id", equalTo("78"))
					.withFormParam("delete_chat", equalTo(deleteChat)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /chats", "GET /chats/78", "DELETE /chats/78", "GET /chats/78/messages",
			"GET /chats/78/messages/1", "GET /chats/78/messages/search?q=a", "POST /chats/78/messages",
			"DELETE /chats/78/messages", "DELETE /chats/78/messages/1" })
	void aRefusedSessionIsA401Everywhere(String operation) {
		answerAll("{\"code\": 401, \"data\": [], \"message\": \"Unauthorized Access\"}");
		HttpResponse<String> response = call(operation);
		assertProblem(response, 401, "invalid-session");
		assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "DELETE /chats/78", "GET /chats/78/messages", "GET /chats/78/messages/1",
			"GET /chats/78/messages/search?q=a", "POST /chats/78/messages", "DELETE /chats/78/messages",
			"DELETE /chats/78/messages/1" })
	void anUnknownUserIsA404Everywhere(String operation) {
		answerAll("{\"code\": 400, \"message\": \"Interlocutor ID is missing or invalid\", \"data\": []}");
		assertProblem(call(operation), 404, "user-not-found");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					You do not have permission direct messages to this chat | 400 | 403 | messaging-not-allowed | not-sent
					Your account has been blocked by this account           | 400 | 403 | blocked               | not-sent
					The media type of the message is invalid or missing     | 400 | 502 | upstream-error        | not-sent
					An error occurred while processing your request. Please try again later. | 500 | 502 | upstream-error | unknown
					""")
	void aRefusedSendHasItsProblemAndOutcome(String message, int code, int status, String problem, String outcome) {
		answer("send_message", "{\"code\": %d, \"message\": \"%s\", \"data\": []}".formatted(code, message));
		HttpResponse<String> response = frontEnd().post("/chats/78/messages", "{\"text\": \"Hi!\"}");
		assertProblem(response, status, problem);
		assertThat(FrontEnd.JSON.readTree(response.body()).path("outcome").asString()).isEqualTo(outcome);
		assertThat(response.body()).doesNotContain(message);
	}

	@Test
	void aSendingThatTheWebServerGaveUpOnHasAnUnknownOutcome() {
		upstream.stubFor(any(urlPathEqualTo("/mobile_api/send_message"))
			.willReturn(WireMock.aResponse().withStatus(504).withBody("<h1>Gateway Timeout</h1>")));
		HttpResponse<String> response = frontEnd().post("/chats/78/messages", "{\"text\": \"Hi!\"}");
		assertProblem(response, 502, "upstream-error");
		assertThat(FrontEnd.JSON.readTree(response.body()).path("outcome").asString()).isEqualTo("unknown");
		upstream.verify(1, postRequestedFor(urlPathEqualTo("/mobile_api/send_message")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Message ID is missing or invalid",
			"A message with this ID was not found. Please check your details!" })
	void aMessageThatIsNotThereCannotBeDeleted(String message) {
		answer("search_messages", page("search_messages"));
		answer("delete_message", "{\"code\": 400, \"message\": \"%s\", \"data\": []}".formatted(message));
		assertProblem(frontEnd().delete("/chats/5/messages/8"), 404, "message-not-found");
	}

	@Test
	void anOutageNeverLooksLikeAnEmptyList() {
		upstream.stubFor(any(anyUrl()).willReturn(WireMock.aResponse().withStatus(503).withBody("<h1>down</h1>")));
		assertProblem(frontEnd().get("/chats"), 502, "upstream-error");
		upstream.stubFor(any(anyUrl()).willReturn(okJson("<br /><b>Fatal error</b>")));
		assertProblem(frontEnd().get("/chats"), 502, "upstream-unreadable");
		upstream.stubFor(any(anyUrl()).willReturn(WireMock.temporaryRedirect("/elsewhere")));
		assertProblem(frontEnd().get("/chats"), 502, "upstream-unreachable");
	}

	@Test
	void aProblemIsWhole() {
		HttpResponse<String> response = frontEnd().get("/chats/0/messages?limit=20");
		ObjectNode body = (ObjectNode) FrontEnd.JSON.readTree(response.body());
		assertThat(body.path("traceId").asString()).matches("[0-9a-f]{32}");
		body.put("traceId", "");
		assertThat(body).isEqualTo(FrontEnd.JSON.readTree("""
				{"type": "/problems/invalid-request", "title": "The request is not valid", "status": 400,
				 "detail": "A part of the request is missing or out of bounds.", "instance": "/chats/0/messages",
				 "code": "invalid-request", "traceId": "", "retryable": false,
				 "errors": [{"parameter": "userId", "message": "must be an integer from 1 to 9007199254740991"}]}"""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			GET    | /chats/0                                     | -                      | 400 | invalid-request
			GET    | /chats/-1/messages                           | -                      | 400 | invalid-request
			GET    | /chats/abc/messages                          | -                      | 400 | invalid-request
			GET    | /chats/0x4E/messages                         | -                      | 400 | invalid-request
			GET    | /chats/9007199254740992/messages             | -                      | 400 | invalid-request
			DELETE | /chats/9007199254740992                      | -                      | 400 | invalid-request
			GET    | /chats/99999999999999999999                  | -                      | 400 | invalid-request
			GET    | /chats/78/messages?limit=0                   | -                      | 400 | invalid-request
			GET    | /chats/78/messages?limit=101                 | -                      | 400 | invalid-request
			GET    | /chats/78/messages?before=5&after=6          | -                      | 400 | invalid-request
			GET    | /chats/78/messages?around=5&after=6          | -                      | 400 | invalid-request
			GET    | /chats/78/messages?before=5&around=6         | -                      | 400 | invalid-request
			GET    | /chats/78/messages?around=0                  | -                      | 400 | invalid-request
			GET    | /chats/78/messages?before=0                  | -                      | 400 | invalid-request
			GET    | /chats/78/messages/0                         | -                      | 400 | invalid-request
			GET    | /chats/78/messages?peek=maybe                | -                      | 400 | invalid-request
			GET    | /chats/78/messages/search                    | -                      | 400 | invalid-request
			GET    | /chats/78/messages/search?q=%20              | -                      | 400 | invalid-request
			POST   | /chats/78/messages                           | -                      | 400 | invalid-request
			POST   | /chats/78/messages                           | {"text":               | 400 | invalid-request
			POST   | /chats/78/messages                           | {"text":"a"} x         | 400 | invalid-request
			POST   | /chats/78/messages                           | []                     | 422 | invalid-message
			POST   | /chats/78/messages                           | {}                     | 422 | invalid-message
			POST   | /chats/78/messages                           | {"text":null}          | 422 | invalid-message
			POST   | /chats/78/messages                           | {"text":5}             | 422 | invalid-message
			POST   | /chats/78/messages                           | {"text":"a","to":1}    | 422 | invalid-message
			POST   | /chats/78/messages                           | {"text":""}            | 422 | invalid-message
			POST   | /chats/78/messages                           | {"text":" \\n "}       | 422 | invalid-message
			POST   | /chats/78/messages                           | {"text":"\\ud800"}     | 422 | invalid-message
			PUT    | /chats/78/messages                           | {"text":"a"}           | 405 | method-not-allowed
			PUT    | /chats/0/seen                                | -                      | 400 | invalid-request
			PUT    | /chats/78/seen?all=true                      | -                      | 400 | invalid-request
			GET    | /chats/78/seen                               | -                      | 405 | method-not-allowed
			POST   | /chats/78/seen                               | -                      | 405 | method-not-allowed
			HEAD   | /chats/78/seen                               | -                      | 405 | -
			HEAD   | /chats/78/messages                           | -                      | 405 | -
			HEAD   | /chats/78/messages/1                         | -                      | 405 | -
			GET    | /nowhere                                     | -                      | 404 | not-found
			""")
	void badInputGetsItsProblemAndNothingReachesTheUpstream(String method, String path, @Nullable String body,
			int status, @Nullable String code) {
		HttpResponse<String> response = send(frontEnd().request(path)
			.header("Content-Type", "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(status);
		if (code != null) {
			assertProblem(response, status, code);
		}
		upstream.verify(0, getRequestedFor(anyUrl()));
		upstream.verify(0, postRequestedFor(anyUrl()));
	}

	@Test
	void aTextThatTheUpstreamWouldLoseIsRefused() {
		assertProblem(frontEnd().post("/chats/78/messages", "{\"text\": \"%s\"}".formatted("a".repeat(3001))), 422,
				"invalid-message");
		HttpResponse<String> escaped = frontEnd().post("/chats/78/messages",
				"{\"text\": \"%s\"}".formatted("&".repeat(601)));
		assertProblem(escaped, 422, "invalid-message");
		assertThat(FrontEnd.JSON.readTree(escaped.body()).path("errors").path(0).path("message").asString())
			.startsWith("is 5 over the 3000 characters that the site has room for");
		upstream.verify(0, postRequestedFor(anyUrl()));
	}

	@Test
	void aFileThatIsNoImageIsRefused() {
		assertProblem(frontEnd().upload(78, "%PDF-1.7".getBytes(StandardCharsets.US_ASCII), "image", "picture.png"),
				415, "unsupported-media-type");
		assertProblem(frontEnd().upload(78, PNG, "file", "picture.png"), 400, "invalid-request");
		assertProblem(send(frontEnd().request("/chats/78/messages")
			.header("Content-Type", "text/plain")
			.POST(BodyPublishers.ofString("Hi"))), 415, "unsupported-media-type");
		upstream.verify(0, postRequestedFor(anyUrl()));
	}

	@Test
	void aFileOf30MegabytesIsRefused() {
		byte[] large = new byte[30 * 1024 * 1024];
		System.arraycopy(PNG, 0, large, 0, PNG.length);
		assertProblem(frontEnd().upload(78, large, "image", "picture.png"), 413, "image-too-large");
		upstream.verify(0, postRequestedFor(anyUrl()));
	}

	@Test
	void twoImagesAreNotSentAsOne() {
		answer("send_message", page("send_message"));
		byte[] two = concat(part(PNG, "image", "one.png", false), part(PNG, "image", "two.png", true));
		assertProblem(send(frontEnd().multipart(78, two)), 400, "invalid-request");
	}

	@Test
	void acceptingNothingThatIsOfferedIsA406() {
		HttpResponse<String> response = send(frontEnd().request("/chats").header("Accept", "text/html"));
		assertProblem(response, 406, "not-acceptable");
	}

	@Test
	void tooLargeHeadersAreAProblemToo() {
		assertProblem(send(frontEnd().request("/chats").header("X-Large", "a".repeat(20_000))), 431,
				"headers-too-large");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			-            | unauthenticated | Bearer
			Basic YTpi   | unauthenticated | Bearer
			Bearer       | invalid-session | Bearer error="invalid_token"
			Bearer a b   | invalid-session | Bearer error="invalid_token"
			""")
	void aMissingOrMalformedCredentialIsRefusedWithoutACall(@Nullable String credential, String code,
			String challenge) {
		HttpRequest.Builder request = frontEnd().anonymous("/chats");
		if (credential != null) {
			request.header("Authorization", credential);
		}
		HttpResponse<String> response = send(request);
		assertProblem(response, 401, code);
		assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue(challenge);
		upstream.verify(0, getRequestedFor(anyUrl()));
	}

	private static void answer(String call, String body) {
		upstream.stubFor(any(urlPathEqualTo("/mobile_api/" + call)).willReturn(okJson(body)));
	}

	private static void answerAll(String body) {
		upstream.stubFor(any(anyUrl()).willReturn(okJson(body)));
	}

	private static String page(String call) {
		try {
			return new ClassPathResource("page/" + call + ".json").getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private FrontEnd frontEnd() {
		return new FrontEnd(this.port, "s3ss10n");
	}

	private HttpResponse<String> call(String operation) {
		String[] words = operation.split(" ");
		return words[0].equals("POST") ? frontEnd().post(words[1], "{\"text\": \"Hi!\"}")
				: send(frontEnd().request(words[1]).method(words[0], BodyPublishers.noBody()));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Noon {

		@Bean
		@Primary
		Clock noon() {
			return Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
		}

	}

}
