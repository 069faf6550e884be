package vision.bff;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.lessThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * Reading without marking as seen, which is what a page with {@code peek}, a search and
 * the look for older messages do.
 */
@SandboxTest(properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
		"vision.rate-limit.enabled=false", "vision.timeouts.response=30s", "vision.timeouts.request=60s" })
class PeekTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	@Test
	void aPeekHasTheSamePageAndMarksNothing() {
		for (String page : List.of("limit=2", "limit=3&before=100", "limit=4&after=100", "limit=100&after=140")) {
			JsonNode peeked = body(alice().get("/chats/78/messages?peek=true&" + page), 200);
			assertThat(unread()).isEqualTo(3);
			JsonNode read = body(alice().get("/chats/78/messages?" + page), 200);
			assertThat(ids(peeked)).isEqualTo(ids(read));
			assertThat(peeked.path("older").asString("").replace("peek=true&", ""))
				.isEqualTo(read.path("older").asString(""));
			sandbox.reset();
		}
	}

	@Test
	void aPeekLeadsOnToPeeks() {
		JsonNode page = body(alice().get("/chats/78/messages?peek=true&limit=2"), 200);
		assertThat(page.path("older").asString()).isEqualTo("/chats/78/messages?peek=true&before=144&limit=2");
		page = body(alice().get("/chats/78/messages?peek=true&after=100&limit=1"), 200);
		assertThat(page.path("newer").asString()).isEqualTo("/chats/78/messages?peek=true&after=101&limit=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&before=145", "&after=140" })
	void withoutASearchAChatWithUnreadMessagesCannotBePeekedAt(String position) {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		assertProblem(alice().get("/chats/78/messages?peek=true" + position), 409, "cannot-peek");
		assertThat(unread()).isEqualTo(3);
		sandbox.wireMock().verify(0, getRequestedFor(urlPathEqualTo("/mobile_api/get_messages")));
	}

	@Test
	void withoutASearchAChatThatIsReadCanBePeekedAt() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		List<Long> walked = new ArrayList<>();
		String next = "/chats/40/messages?peek=true&limit=2";
		while (next != null) {
			JsonNode page = body(alice().get(next), 200);
			walked.addAll(0, ids(page));
			next = page.path("older").isNull() ? null : page.path("older").asString();
		}
		assertThat(walked).hasSize(6).isSorted();
		assertThat(ids(body(alice().get("/chats/40/messages?peek=true&after=" + walked.get(2)), 200)))
			.isEqualTo(walked.subList(3, 6));
	}

	@Test
	void withoutASearchOfTheSiteAReadChatIsSearchedAllTheSame() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		JsonNode problem = body(alice().get("/chats/78/messages/search?q=TONIGHT"), 502);
		assertThat(problem.path("code").asString()).isEqualTo("search-unavailable");
		assertThat(problem.path("retryable").asBoolean()).isTrue();
		assertThat(problem.path("detail").asString()).contains("Read the chat first");
		assertThat(unread()).isEqualTo(3);
		body(alice().get("/chats/78/messages"), 200);
		JsonNode found = body(alice().get("/chats/78/messages/search?q=TONIGHT"), 200);
		assertThat(found.path("total").asInt()).isEqualTo(7);
		assertThat(found.at("/items/0/text").asString()).isEqualTo("Not yet, tonight");
	}

	@Test
	void theBeginningOfAChatIsKnownWithoutASearchToo() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		assertThat(body(alice().get("/chats/40/messages?limit=6"), 200).path("older").isNull()).isTrue();
		assertThat(body(alice().get("/chats/40/messages?limit=5"), 200).path("older").isNull()).isFalse();
	}

	@Test
	void aBrokenSearchIsNotAskedForEachCall() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		for (int i = 0; i < 10; i++) {
			body(alice().get("/chats/40/messages?limit=2"), 200);
			body(alice().get("/chats/40/messages/search?q=a"), 200);
			body(alice().get("/chats/40/messages?peek=true"), 200);
		}
		sandbox.wireMock().verify(lessThanOrExactly(2), getRequestedFor(urlPathEqualTo("/mobile_api/search_messages")));
		sandbox.settings(SandboxSettings.DEFAULT);
		ForgetfulTicker.forget();
		body(alice().get("/chats/78/messages?peek=true"), 200);
		assertThat(unread()).isEqualTo(3);
	}

	@Test
	void whoCannotBeReadCannotBePeekedAt() {
		assertProblem(alice().get("/chats/35/messages?peek=true"), 404, "user-not-found");
		assertProblem(alice().get("/chats/999/messages?peek=true"), 404, "user-not-found");
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		assertProblem(alice().get("/chats/35/messages?peek=true"), 404, "user-not-found");
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
