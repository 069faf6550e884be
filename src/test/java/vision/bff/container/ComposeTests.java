package vision.bff.container;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import vision.bff.Pictures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docker compose up --build}, as a front-end developer types it.
 */
@NeedsDocker
class ComposeTests {

	private static final int BOB = 78;

	private static int port;

	private static ComposeProject project;

	@BeforeAll
	static void up() throws Exception {
		port = freePort();
		project = new ComposeProject("vision-bff-test", List.of(), Map.of("VISION_PORT", String.valueOf(port)));
		project.up(2);
	}

	@AfterAll
	static void down() throws Exception {
		project.down();
	}

	@Test
	void aliceChatsWithBobInTheSandbox() throws Exception {
		Caller alice = new Caller(port, "alice-session");
		assertThat(Caller.json(alice.get("/chats"), 200).at("/items").findValuesAsString("username")).contains("bob",
				"henry");
		int said = Caller.json(alice.say(BOB, "Hello from <a> container"), 201).at("/id").asInt();
		int shown = Caller.json(alice.show(BOB, Pictures.png(100_000)), 201).at("/id").asInt();
		assertThat(Caller.json(alice.get("/chats/78/messages?limit=2"), 200).at("/items").findValuesAsString("id"))
			.containsExactly(String.valueOf(said), String.valueOf(shown));
		assertThat(Caller.json(alice.get("/chats/78/messages/search?q=container"), 200).at("/items/0/id").asInt())
			.isEqualTo(said);
		assertThat(Caller.send(alice.delete("/chats/78/messages/" + said)).statusCode()).isEqualTo(204);
		assertThat(Caller.send(alice.delete("/chats/78/messages")).statusCode()).isEqualTo(204);
		assertThat(Caller.json(alice.get("/chats/78/messages"), 200).at("/items")).isEmpty();
		assertThat(Caller.send(alice.delete("/chats/78")).statusCode()).isEqualTo(204);
		assertThat(Caller.json(alice.get("/chats"), 200).at("/items").findValuesAsString("username"))
			.doesNotContain("bob");
	}

	@Test
	void theExplorerAndItsContractAreThere() throws Exception {
		Caller anybody = new Caller(port, "alice-session");
		HttpResponse<String> explorer = Caller.send(anybody.get("/docs"));
		while (explorer.statusCode() == 302) {
			explorer = Caller.send(anybody.get(explorer.headers().firstValue("Location").orElseThrow()));
		}
		assertThat(explorer.statusCode()).isEqualTo(200);
		assertThat(explorer.body()).contains("swagger-ui");
		assertThat(Caller.json(anybody.get("/v3/api-docs"), 200).at("/paths/~1chats").isObject()).isTrue();
	}

	@Test
	void bothAreAsRestrictedAsTheyCanBe() throws Exception {
		assertThat(project.restrictions()).containsExactlyInAnyOrder(
				"vision-bff:dev true [ALL] [no-new-privileges:true] 335544320 335544320 65532:65532",
				"vision-bff-sandbox:dev true [ALL] [no-new-privileges:true] 268435456 268435456 65532:65532");
	}

	@Test
	void theRealSiteIsOneVariableAway() throws Exception {
		ComposeProject real = new ComposeProject("vision-bff-test", List.of(),
				Map.of("VISION_BASE_URL", "https://1.vision"));
		Map<?, ?> bff = real.service("bff");
		assertThat(bff.get("depends_on")).isNull();
		assertThat(bff.get("environment")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("VISION_BASE_URL", "https://1.vision");
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
