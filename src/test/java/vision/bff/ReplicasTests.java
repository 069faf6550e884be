package vision.bff;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.container.NeedsDocker;
import vision.bff.container.Store;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.SandboxServer;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * Two replicas that share a store are one service.
 */
@NeedsDocker
class ReplicasTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static Store store;

	private static List<ConfigurableApplicationContext> replicas;

	@BeforeAll
	static void start() throws IOException {
		store = Store.start("valkey/valkey:8");
		replicas = List.of(replica(100_000), replica(100_000));
	}

	/** With so many requests for each session in the long run: one a second. */
	private static ConfigurableApplicationContext replica(int burst) {
		return SpringApplication.run(VisionBffApplication.class, "--server.port=0", "--management.server.port=0",
				"--vision.base-url=" + sandbox.baseUrl(), "--vision.shared.url=" + store.url(),
				"--vision.cache.chats.fresh-for=60s", "--vision.rate-limit.burst=" + burst,
				"--vision.rate-limit.per-second=1");
	}

	@AfterAll
	static void stop() {
		replicas.forEach(ConfigurableApplicationContext::close);
		store.close();
		sandbox.close();
	}

	@BeforeEach
	void reset() {
		sandbox.reset();
		store.commands().flushall();
	}

	@Test
	void aMessageIsSentOnceWhicheverReplicaIsAsked() {
		HttpResponse<String> first = keyed(0, "k", "Hi");
		HttpResponse<String> again = keyed(1, "k", "Hi");
		assertThat(body(again, 201)).isEqualTo(body(first, 201));
		assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
		assertProblem(keyed(1, "k", "Ho"), 422, "idempotency-key-reused");
	}

	@Test
	void whatOneReplicaDoesNotKnowTheOtherFindsOut() {
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		assertProblem(keyed(0, "lost", "Hi"), 502, "upstream-unreachable");
		assertThat(keyed(1, "lost", "Hi").headers().firstValue("Idempotency-Replayed")).hasValue("true");
	}

	@Test
	void whatIsWrittenOnOneShowsAtOnceInTheListOfTheOther() {
		for (int i = 0; i < 30; i++) {
			body(frontEnd(1).get("/chats"), 200);
			body(frontEnd(i % 2).text(78, "Text " + i), 201);
			assertThat(frontEnd((i + 1) % 2).get("/chats").body()).contains("Text " + i);
		}
	}

	@Test
	void aListThatNobodyHasMadeWrongIsServedFromTheCopyOfEach() {
		Stream.of(0, 1, 0, 1).forEach((replica) -> body(frontEnd(replica).get("/chats"), 200));
		assertThat(sandbox.wireMock().findAll(anyRequestedFor(urlPathMatching(".*get_chats"))))
			.hasSizeLessThanOrEqualTo(2);
		assertThat(frontEnd(0).get("/chats").headers().firstValue("ETag"))
			.isEqualTo(frontEnd(1).get("/chats").headers().firstValue("ETag"));
	}

	@Test
	void aLimitIsOneForBoth() {
		try (ConfigurableApplicationContext one = replica(40); ConfigurableApplicationContext other = replica(40)) {
			body(frontEnd(one).get("/chats"), 200);
			List<Integer> statuses = IntStream.range(0, 60)
				.mapToObj((i) -> frontEnd((i % 2 == 0) ? one : other).get("/chats").statusCode())
				.toList();
			assertThat(statuses.indexOf(429)).isBetween(39, 50);
		}
	}

	@Test
	void whoeverReadsTheStoreLearnsNothing() {
		body(keyed(new FrontEnd(frontEnd(0).port(), "carol-session"), "key-canary", "text-canary"), 201);
		await().until(() -> store.dump().keySet().stream().anyMatch((name) -> name.contains("}:proven")));
		Map<String, String> dump = store.dump();
		assertThat(dump.keySet()).anyMatch((name) -> name.contains("}:list"))
			.anyMatch((name) -> name.contains("}:key:"))
			.anyMatch((name) -> name.contains("}:claim"))
			.anyMatch((name) -> name.contains("}:bucket"))
			.allMatch((name) -> store.commands().pttl(name) > 0);
		assertThat(dump.toString()).doesNotContain("canary", "carol-session", "127.0.0.1");
	}

	private static FrontEnd frontEnd(int replica) {
		return frontEnd(replicas.get(replica));
	}

	private static FrontEnd frontEnd(ConfigurableApplicationContext replica) {
		return new FrontEnd(Integer.parseInt(replica.getEnvironment().getRequiredProperty("local.server.port")),
				"alice-session");
	}

	private static HttpResponse<String> keyed(int replica, String key, String text) {
		return keyed(frontEnd(replica), key, text);
	}

	private static HttpResponse<String> keyed(FrontEnd frontEnd, String key, String text) {
		return FrontEnd.send(frontEnd.request("/chats/78/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(HttpRequest.BodyPublishers.ofString(FrontEnd.JSON.createObjectNode().put("text", text).toString())));
	}

}
