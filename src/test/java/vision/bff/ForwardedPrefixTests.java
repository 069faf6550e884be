package vision.bff;

import java.net.http.HttpRequest;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A proxy takes a prefix off the paths, and says so.
 */
@SandboxTest(properties = { "server.forward-headers-strategy=native",
		"vision.cors.allowed-origins=https://friend.example.com" })
class ForwardedPrefixTests extends BelowAPrefix {

	@LocalServerPort
	private int port;

	@Override
	String prefix() {
		return "/v1.0/chat";
	}

	@Override
	HttpRequest.Builder request(String path) {
		return alice(path).header("X-Forwarded-Prefix", prefix());
	}

	@Test
	void aSlashAtItsEndChangesNothing() throws Exception {
		assertThat(older(alice("/chats/78/messages?limit=1").header("X-Forwarded-Prefix", prefix() + "/")))
			.startsWith(prefix() + "/chats/78/");
	}

	@ParameterizedTest
	@MethodSource
	void whatIsNoPrefixIsAsGoodAsNotTold(String told) throws Exception {
		assertThat(older(alice("/chats/78/messages?limit=1").header("X-Forwarded-Prefix", told)))
			.startsWith("/chats/78/");
	}

	static Stream<String> whatIsNoPrefixIsAsGoodAsNotTold() {
		return Stream.of("", "/", "//", "api", "//evil.example.com", "/api//x", "/..", "/api/../x", "/./x", "/a b",
				"/a?b", "/%2e%2e", "/a\\b", "/<x>", "https://evil.example.com", "/a, /b", "/" + "x".repeat(128));
	}

	private static String older(HttpRequest.Builder request) throws Exception {
		return FrontEnd.body(send(request), 200).path("older").asString();
	}

	private HttpRequest.Builder alice(String path) {
		return new FrontEnd(this.port, "alice-session").request(path).header("X-Forwarded-For", "203.0.113.201");
	}

}
