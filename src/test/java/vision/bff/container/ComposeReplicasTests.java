package vision.bff.container;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The replicas of the compose file without the proxy before them, each at a port of its
 * own.
 */
@NeedsDocker
@EnabledIfSystemProperty(named = "compose.replicas", matches = "true")
class ComposeReplicasTests {

	private static final int BOB = 78;

	private static final ComposeProject project = new ComposeProject(
			"vision-bff-replicas-test", List.of("--file", "docker-compose.yml", "--file",
					"src/test/resources/container/published.yml", "--profile", "replicas"),
			Map.of("VISION_SANDBOX_PORT", "0"));

	private static List<Caller> alice;

	@BeforeAll
	static void up() throws Exception {
		project.up(4, "bff-1", "bff-2", "sandbox");
		alice = List.of(alice("bff-1"), alice("bff-2"));
	}

	private static Caller alice(String service) throws Exception {
		String published = project.run("port", service, "8080").strip();
		return new Caller(Integer.parseInt(published.substring(published.lastIndexOf(':') + 1)), "alice-session");
	}

	@AfterAll
	static void down() throws Exception {
		project.down();
	}

	@Test
	void aMessageIsSentOnceWhicheverReplicaIsAskedAndAfterARestartOfTheStore() throws Exception {
		HttpResponse<String> first = Caller.send(keyed(0));
		assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
		assertReplayed(first, Caller.send(keyed(1)));
		project.run("restart", "valkey");
		assertReplayed(first, await().until(() -> Caller.send(keyed(1)), (answer) -> answer.statusCode() != 503));
	}

	@Test
	void aCookieOfOneIsTakenByTheOther() throws Exception {
		HttpResponse<String> session = Caller
			.send(alice.get(0).request("/session").POST(BodyPublishers.noBody()).build());
		String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
		HttpRequest request = HttpRequest.newBuilder(alice.get(1).get("/chats").uri()).header("Cookie", cookie).build();
		assertThat(Caller.json(request, 200).at("/items").findValuesAsString("username")).contains("bob");
	}

	@Test
	void theStoreIsAsRestrictedAsTheReplicas() throws Exception {
		String replica = "vision-bff:dev true [ALL] [no-new-privileges:true] 335544320 335544320 65532:65532";
		assertThat(project.restrictions())
			.contains("valkey/valkey:8 true [ALL] [no-new-privileges:true] 134217728 134217728 65532:65532")
			.filteredOn((restriction) -> restriction.startsWith("vision-bff:"))
			.containsExactly(replica, replica);
	}

	@Test
	void theProxyIsAsRestrictedAndKnowsEachReplica() throws Exception {
		Map<?, ?> proxy = project.service("proxy");
		Map<?, ?> replica = project.service("bff-1");
		for (String rule : List.of("read_only", "tmpfs", "cap_drop", "security_opt", "pids_limit", "cpus")) {
			assertThat(proxy.get(rule)).as(rule).isNotNull().isEqualTo(replica.get(rule));
		}
		assertThat(proxy.get("user")).isEqualTo("65532:65532");
		assertThat(proxy.get("mem_limit")).isNotNull().isEqualTo(proxy.get("memswap_limit"));
		assertThat(Files.readString(Path.of("docker/nginx.conf"))).contains("server bff-1:8080;", "server bff-2:8080;");
	}

	private static HttpRequest keyed(int replica) {
		return HttpRequest.newBuilder(alice.get(replica).say(BOB, "Once"), (name, value) -> true)
			.header("Idempotency-Key", "once")
			.build();
	}

	private static void assertReplayed(HttpResponse<String> first, HttpResponse<String> again) {
		assertThat(again.statusCode()).as(again.body()).isEqualTo(201);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
	}

}
