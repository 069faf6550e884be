package vision.bff.container;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import vision.bff.Pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code docker compose up --build}, as a front-end developer types it.
 */
@NeedsDocker
class ComposeTests {

	private static final int BOB = 78;

	private static int port;

	@BeforeAll
	static void up() throws Exception {
		port = freePort();
		compose("up", "--build", "--detach");
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> healthy() == 2);
	}

	@AfterAll
	static void down() throws Exception {
		compose("down", "--volumes");
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
		List<String> facts = new ArrayList<>();
		for (String id : compose("ps", "--quiet").split("\n")) {
			facts.add(Command.docker("inspect", "--format",
					"{{.Config.Image}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} "
							+ "{{.HostConfig.SecurityOpt}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.Config.User}}",
					id)
				.run()
				.strip());
		}
		assertThat(facts).containsExactlyInAnyOrder(
				"vision-bff:dev true [ALL] [no-new-privileges:true] 335544320 335544320 65532:65532",
				"vision-bff-sandbox:dev true [ALL] [no-new-privileges:true] 268435456 268435456 65532:65532");
	}

	@Test
	void theRealSiteIsOneVariableAway() throws Exception {
		String config = Command.compose("config").with(Map.of("VISION_BASE_URL", "https://1.vision")).run();
		assertThat(config).contains("VISION_BASE_URL: https://1.vision").doesNotContain("depends_on");
	}

	private static long healthy() throws Exception {
		return Command
			.docker("ps", "--quiet", "--filter", "health=healthy", "--filter",
					"label=com.docker.compose.project=vision-bff-test")
			.run()
			.lines()
			.count();
	}

	private static String compose(String... words) throws Exception {
		return Command.compose(words)
			.with(Map.of("COMPOSE_PROJECT_NAME", "vision-bff-test", "VISION_PORT", String.valueOf(port)))
			.run();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
