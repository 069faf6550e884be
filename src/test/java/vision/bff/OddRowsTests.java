package vision.bff;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.SandboxServer;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever one field of one row holds, the other rows are shown.
 */
@SandboxTest(properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
		"vision.rate-limit.enabled=false" })
class OddRowsTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String MESSAGE = """
			{"id": 144, "sent_by": "7", "sent_to": "78", "owner": true, "message": "odd", "media_file":
			 "http://127.0.0.1/a.png", "media_type": "image", "media_name": "a.png", "seen": "1760000000",
			 "deleted_fs1": "N", "deleted_fs2": "N", "time": "24 Nov, 2026 12:11", "msg_raw": "odd", "audio_record": "",
			 "side": "right"}""";

	/**
	 * Missing, and then null, empty, of a wrong type, huge, negative, and odd.
	 */
	private static final List<String> VALUES = List.of("missing", "null", "\"\"", "[]", "{}", "-1", "1e400",
			"99999999999999999999999", "\"-9223372036854775808\"", "\"999999999 years ago\"", "\"\\ud800\"",
			"\"//evil.example/a.png\"", "\"<img src=x>\"", "\"" + "x".repeat(5_000) + "\"");

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@EnumSource
	void noFieldOfOneRowTakesAnotherRowAway(Rows rows) {
		List<String> failures = new ArrayList<>();
		ObjectNode good = object(rows.row);
		for (String field : good.propertyNames()) {
			for (String value : VALUES) {
				StubMapping stub = stub(rows, with(good, field, value), object(rows.other));
				HttpResponse<String> response = new FrontEnd(this.port, "alice-session").get(rows.path);
				sandbox.wireMock().removeStub(stub);
				if (response.statusCode() != 200 || !shows(response, rows.shown)) {
					failures
						.add("%s = %.40s: %d %.300s".formatted(field, value, response.statusCode(), response.body()));
				}
			}
		}
		assertThat(failures).isEmpty();
	}

	private static StubMapping stub(Rows rows, JsonNode... data) {
		ArrayNode list = FrontEnd.JSON.createArrayNode();
		Stream.of(data).forEach(list::add);
		return sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/" + rows.call)).atPriority(1)
				.willReturn(okJson("{\"code\": 200, \"valid\": true, \"message\": \"ok\", \"data\": " + list + "}")));
	}

	private static ObjectNode with(ObjectNode row, String field, String value) {
		ObjectNode odd = row.deepCopy();
		if ("missing".equals(value)) {
			odd.remove(field);
		}
		else {
			odd.set(field, FrontEnd.JSON.readTree(value));
		}
		return odd;
	}

	private static boolean shows(HttpResponse<String> response, String shown) {
		return FrontEnd.JSON.readTree(response.body())
			.path("items")
			.valueStream()
			.anyMatch((item) -> item.toString().contains(shown));
	}

	private static ObjectNode object(String json) {
		return (ObjectNode) FrontEnd.JSON.readTree(json);
	}

	enum Rows {

		CHATS("get_chats", "/chats", """
				{"user_id": 78, "username": "bob", "name": "Bob", "avatar": "http://127.0.0.1/a.png", "verified": "0",
				 "chat_id": 3, "time": "1 hour ago", "last_message": "Hi", "new_messages": "2",
				 "chat_url": "http://127.0.0.1/conversation/@bob", "is_online": "off"}""", """
				{"user_id": 34, "username": "carol", "name": "Carol", "avatar": "", "verified": "1", "chat_id": 2,
				 "time": "2 hours ago", "last_message": "the other", "new_messages": "", "chat_url": ""}""",
				"the other"),

		MESSAGES("get_messages", "/chats/78/messages", OddRowsTests.MESSAGE, """
				{"id": 145, "sent_by": "78", "sent_to": "7", "owner": false, "message": "the other", "media_file": "",
				 "media_type": "none", "seen": "0", "deleted_fs1": "N", "deleted_fs2": "N", "time": "just now",
				 "side": "left"}""", "the other"),

		SEARCHED("search_messages", "/chats/78/messages/search?q=other", OddRowsTests.MESSAGE, """
				{"id": 145, "sent_by": "78", "sent_to": "7", "owner": false, "message": "the other", "media_file": "",
				 "media_type": "none", "seen": "0", "deleted_fs1": "N", "deleted_fs2": "N", "time": "just now",
				 "side": "left"}""", "the other");

		private final String call;

		private final String path;

		private final String row;

		private final String other;

		private final String shown;

		Rows(String call, String path, String row, String other, String shown) {
			this.call = call;
			this.path = path;
			this.row = row;
			this.other = other;
			this.shown = shown;
		}

	}

}
