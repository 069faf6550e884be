package vision.bff;

import java.net.http.HttpRequest;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service itself is below a prefix, where no proxy is believed and a proxy
 * compresses.
 */
@SandboxTest(properties = { "server.servlet.context-path=/api", "server.compression.enabled=false",
		"vision.rate-limit.per-second=1", "vision.rate-limit.burst=100" })
class ContextPathTests extends BelowAPrefix {

	@LocalServerPort
	private int port;

	@Override
	String prefix() {
		return "/api";
	}

	@Override
	HttpRequest.Builder request(String path) {
		return new FrontEnd(this.port, "alice-session").request("/api" + path);
	}

	@Test
	void theFiltersFindTheirPaths() throws Exception {
		assertThat(get("/chats").headers().map()).containsKeys("ratelimit", "cache-status", "etag");
		assertThat(FrontEnd.JSON.readTree(get("/chats?x=1").body()).path("detail").asString())
			.isEqualTo("There are no query parameters here.");
		assertThat(send(request("/chats/78").DELETE().header("Cookie", "x=y")).statusCode()).isEqualTo(204);
	}

	@Test
	void whoeverTellsAPrefixIsNotBelieved() throws Exception {
		assertThat(FrontEnd.body(send(request("/chats/78/messages?limit=1").header("X-Forwarded-Prefix", "/evil")), 200)
			.path("older")
			.asString()).startsWith("/api/chats/78/");
	}

	@Test
	void nothingIsOutsideOfIt() throws Exception {
		HttpRequest.Builder outside = new FrontEnd(this.port, "alice-session").request("/chats");
		assertThat(send(outside).statusCode()).isEqualTo(404);
		assertThat(send(new FrontEnd(this.port, "alice-session").request("/api")).headers().firstValue("Location"))
			.hasValue("/api/");
	}

	@Test
	void nothingIsCompressedWhereThatIsSwitchedOff() throws Exception {
		for (String path : new String[] { "/chats", "/chats/78/messages?limit=100", "/v3/api-docs", "/page/page.js" }) {
			assertThat(send(request(path).header("Accept-Encoding", "gzip")).headers().map()).as(path)
				.doesNotContainKey("content-encoding");
		}
	}

}
