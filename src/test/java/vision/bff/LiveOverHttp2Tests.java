package vision.bff;

import java.net.http.HttpClient;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.body;

/**
 * Without TLS, as a proxy in the same cluster speaks it. The head timeout is shorter than
 * the stream.
 */
@SandboxTest(properties = { "server.http2.enabled=true", "vision.connections.head-timeout=1s" })
@DirtiesContext
class LiveOverHttp2Tests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	@Test
	void itIsTheSameStream() {
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		try (EventReader reader = EventReader.open(alice, "?open=78", "")) {
			assertThat(reader.response().version()).isEqualTo(HttpClient.Version.HTTP_2);
			assertThat(reader.response().headers().map()).doesNotContainKey("connection");
			assertThat(reader.await("chats").path("items")).isNotEmpty();
			reader.await("messages");
			assertThat(body(alice.get("/chats"), 200).path("items")).isNotEmpty();
			Awaitility.await().during(Duration.ofSeconds(2)).until(() -> !reader.hasEnded());
			sandbox.writeFromThePhone("bob", "alice", "Are you there?");
			assertThat(reader.await("message").at("/message/text").asString()).isEqualTo("Are you there?");
		}
	}

}
