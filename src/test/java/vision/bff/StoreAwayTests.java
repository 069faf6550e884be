package vision.bff;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.container.NeedsDocker;
import vision.bff.container.Store;
import vision.bff.sandbox.SandboxServer;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * What a replica does while the store is away, for whatever reason, and after it.
 */
@NeedsDocker
@ExtendWith(OutputCaptureExtension.class)
class StoreAwayTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static Store store;

	private static ConfigurableApplicationContext replica;

	private static FrontEnd alice;

	@BeforeAll
	static void start() throws IOException {
		store = Store.start("redis:8");
		replica = replica(store.url());
		alice = frontEnd(replica);
	}

	private static ConfigurableApplicationContext replica(String url) {
		return SpringApplication.run(VisionBffApplication.class, "--server.port=0", "--management.server.port=0",
				"--vision.base-url=" + sandbox.baseUrl(), "--vision.shared.url=" + url,
				"--vision.rate-limit.burst=100000");
	}

	@AfterAll
	static void stop() {
		replica.close();
		store.close();
		sandbox.close();
	}

	@BeforeEach
	void reset() {
		sandbox.reset();
	}

	@AfterEach
	void itIsUsedAgainWithoutARestart() {
		store.commands().configSet("maxmemory", "0");
		store.commands().configSet("maxmemory-policy", "noeviction");
		store.commands().replicaofNoOne();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(100))
			.until(() -> keyed(alice).statusCode() == 201);
		assertThat(health(replica, "/actuator/health")).contains("\"status\":\"UP\"");
	}

	@Test
	void itHangs() {
		store.commands().clientPause(2_000);
		everythingGoesOnButKeyedSends(replica);
	}

	@Test
	void aListThatIsThereIsNotAskedForAgain() {
		body(alice.get("/chats"), 200);
		store.commands().clientPause(1_000);
		body(alice.get("/chats"), 200);
		assertThat(sandbox.wireMock().findAll(anyRequestedFor(urlPathMatching(".*/get_chats")))).hasSize(1);
		body(alice.text(78, "While it hangs"), 201);
		assertThat(body(alice.get("/chats"), 200).toString()).contains("While it hangs");
	}

	@Test
	void itIsGoneForAWhile() {
		store.halt();
		everythingGoesOnButKeyedSends(replica);
		store.startAgain();
	}

	@Test
	void itsMemoryIsFull() {
		store.commands().configSet("maxmemory", "1");
		everythingGoesOnButKeyedSends(replica);
	}

	@Test
	void itIsReadOnly() {
		store.commands().replicaof("127.0.0.1", 1);
		everythingGoesOnButKeyedSends(replica);
	}

	@Test
	void thereIsNone() {
		try (ConfigurableApplicationContext lonely = replica("redis://127.0.0.1:1")) {
			everythingGoesOnButKeyedSends(lonely);
		}
	}

	@Test
	void itHasAnotherPassword(CapturedOutput output) {
		try (ConfigurableApplicationContext stranger = replica(store.url().replace("store-canary", "wrong-canary"))) {
			everythingGoesOnButKeyedSends(stranger);
		}
		assertThat(output).contains("The shared store is away").doesNotContain("wrong-canary");
	}

	@Test
	void itDropsKeysWhenItsMemoryIsFull(CapturedOutput output) {
		store.commands().configSet("maxmemory", "100mb");
		store.commands().configSet("maxmemory-policy", "allkeys-lru");
		try (ConfigurableApplicationContext careful = replica(store.url())) {
			assertRefused(keyed(frontEnd(careful)));
			body(frontEnd(careful).text(78, "Without a key"), 201);
		}
		assertThat(output).contains("set its maxmemory-policy to noeviction");
	}

	private static void everythingGoesOnButKeyedSends(ConfigurableApplicationContext replica) {
		FrontEnd alice = frontEnd(replica);
		assertRefused(keyed(alice));
		assertRefused(keyed(alice));
		for (int i = 0; i < 5; i++) {
			body(alice.text(78, "Without a key " + i), 201);
			assertThat(body(alice.get("/chats"), 200).toString()).contains("Without a key " + i);
		}
		assertThat(body(alice.get("/chats/78/messages?limit=5"), 200).path("items")).hasSize(5);
		assertThat(health(replica, "/actuator/health/readiness")).isEqualTo("{\"status\":\"UP\"}");
		assertThat(health(replica, "/actuator/health")).contains("\"status\":\"AWAY\"");
		assertThat(health(replica, "/actuator/prometheus")).contains("vision_shared_away 1.0");
	}

	private static void assertRefused(HttpResponse<String> response) {
		assertProblem(response, 503, "overloaded");
		assertThat(FrontEnd.JSON.readTree(response.body()).path("outcome").asString()).isEqualTo("not-sent");
		assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
	}

	private static HttpResponse<String> keyed(FrontEnd frontEnd) {
		return FrontEnd.send(frontEnd.request("/chats/78/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", UUID.randomUUID().toString())
			.POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"Hi\"}")));
	}

	private static FrontEnd frontEnd(ConfigurableApplicationContext replica) {
		return new FrontEnd(port(replica, "local.server.port"), "alice-session");
	}

	private static String health(ConfigurableApplicationContext replica, String path) {
		return new FrontEnd(port(replica, "local.management.port"), "none").get(path).body();
	}

	private static int port(ConfigurableApplicationContext replica, String name) {
		return Integer.parseInt(replica.getEnvironment().getRequiredProperty(name));
	}

}
