package vision.bff.container;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import vision.bff.Pictures;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docker compose up --build}, as a front-end developer types it.
 */
@NeedsDocker
class ComposeTests {

	private static final int BOB = 78;

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static int port;

	private static int sandboxPort;

	private static ComposeProject project;

	@BeforeAll
	static void up() throws Exception {
		port = freePort();
		sandboxPort = freePort();
		project = new ComposeProject("vision-bff-test", List.of(),
				Map.of("VISION_PORT", String.valueOf(port), "VISION_SANDBOX_PORT", String.valueOf(sandboxPort)));
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
	void picturesAreWhereTheBrowserLooks() throws Exception {
		Caller erin = new Caller(port, "erin-session");
		int shown = Caller.json(erin.show(BOB, Pictures.png(100_000)), 201).at("/id").asInt();
		JsonNode message = Caller.json(erin.get("/chats/78/messages/" + shown), 200);
		JsonNode people = Caller.json(erin.get("/people?q=bob"), 200);
		assertThat(List.of(message.at("/attachment/url").asString(), people.at("/items/0/avatarUrl").asString()))
			.allSatisfy((address) -> {
				assertThat(address).startsWith("http://localhost:" + sandboxPort + "/");
				assertThat(HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray()))
					.satisfies((picture) -> assertThat(picture.statusCode()).isEqualTo(200))
					.satisfies((picture) -> assertThat(picture.headers().firstValue("Content-Type").orElse(""))
						.startsWith("image/"));
			});
	}

	@Test
	void faultsAreOrderedFromHere() throws Exception {
		URI faults = URI.create("http://localhost:" + sandboxPort + "/sandbox/faults");
		HttpRequest order = HttpRequest.newBuilder(faults)
			.POST(BodyPublishers.ofString("{\"call\": \"profile\", \"fault\": \"unknown-code\"}"))
			.build();
		assertThat(HTTP.send(order, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
		assertThat(Caller.send(new Caller(port, "erin-session").get("/people/78")).statusCode()).isEqualTo(502);
	}

	@Test
	void prometheusIsAsRestrictedAndHasTheRulesOfKubernetes() throws Exception {
		ComposeProject observed = new ComposeProject("vision-bff-test", List.of("--profile", "observe"), Map.of());
		Map<?, ?> prometheus = observed.service("prometheus");
		Map<?, ?> bff = observed.service("bff");
		for (String rule : List.of("read_only", "cap_drop", "security_opt", "pids_limit", "cpus")) {
			assertThat(prometheus.get(rule)).as(rule).isNotNull().isEqualTo(bff.get(rule));
		}
		assertThat(prometheus.get("user")).isEqualTo("65532:65532");
		assertThat(prometheus.get("mem_limit")).isNotNull().isEqualTo(prometheus.get("memswap_limit"));
		assertThat(String.valueOf(prometheus.get("volumes")))
			.contains("k8s/components/monitoring/vision-bff.rules.yml");
		assertThat(String.valueOf(bff.get("ports"))).doesNotContain("8081");
	}

	@Test
	void theExplorerAndItsContractAreThere() throws Exception {
		Caller anybody = new Caller(port, "alice-session");
		HttpResponse<String> explorer = Caller.send(anybody.get("/docs"));
		while (explorer.statusCode() == 302) {
			String location = explorer.headers().firstValue("Location").orElseThrow();
			explorer = Caller.send(anybody.get(explorer.uri().resolve(location).getPath()));
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
