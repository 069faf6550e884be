package vision.bff.load;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever attacks a replica, those who mean well are served meanwhile. How fast is told,
 * not asserted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTests {

	private static final int WARM_UP = 50;

	private static final int MESSAGES = 25_000;

	private static final int ALICE = 7;

	private static final int GRACE = 40;

	private static final Duration PAUSE = Duration.ofMillis(200);

	private static final Predicate<HttpResponse<String>> OK = (response) -> response.statusCode() == 200;

	private final SandboxServer sandbox = SandboxServer.start(0);

	private final Replica replica = Replica.start(this.sandbox.baseUrl());

	AttackTests() throws IOException {
	}

	/**
	 * The first requests after a start are slow for another reason.
	 */
	@BeforeAll
	void warmUp() throws IOException, InterruptedException {
		for (int i = 0; i < MESSAGES; i++) {
			this.sandbox.writeFromThePhone("carol", "bob", "message");
		}
		this.sandbox.signIn("alice", "alice-at-home");
		this.sandbox.signIn("grace", "grace-at-home");
		for (int i = 0; i < WARM_UP; i++) {
			this.replica.send(this.replica.request("dave-session", "/chats").build());
			this.replica.send(this.replica.request("frank-session", "/chats/7/messages").build());
			this.replica.send(this.replica.management("/actuator/health/liveness").build());
		}
	}

	@AfterAll
	void end() throws InterruptedException {
		this.replica.close();
		this.sandbox.close();
	}

	@ParameterizedTest
	@EnumSource
	void theyAreServedWhileConnectionsAreHeld(Connections attack) {
		served(attack.name(), () -> SlowClients.attack(this.replica.port(), attack.number, attack.request, attack.more,
				Duration.ofSeconds(2), Duration.ofSeconds(6)));
	}

	@Test
	void theyAreServedWhileOneSessionReadsALongChatFromItsBeginning() {
		served("LONG_CHAT", () -> {
			try (FrontEnds greedy = new FrontEnds(this.replica, Duration.ofMillis(20))) {
				for (int i = 0; i < 16; i++) {
					greedy.ask(
							() -> this.replica.request("bob-session", "/chats/34/messages?after=160&limit=1").build(),
							(response) -> Set.of(200, 429, 503).contains(response.statusCode()));
				}
				sleep(Duration.ofSeconds(8));
				System.out.println("LONG_CHAT, the greedy one: " + greedy.end());
				assertThat(greedy.failures()).isEmpty();
			}
		});
	}

	@Test
	void theyAreServedWhileUploadsStallOrCreep() {
		String part = "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.gif\"\r\n\r\nGIF89a\1\0\1\0\0\0\0!\1";
		String head = "POST /chats/78/messages HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
				+ "Content-Length: 9000000\r\nAuthorization: Bearer ";
		served("UPLOADS", () -> {
			try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
				threads.submit(() -> SlowClients.attack(this.replica.port(), 70, head + "carol-session\r\n\r\n" + part,
						"", Duration.ofSeconds(1), Duration.ofSeconds(14)));
				threads.submit(() -> SlowClients.attack(this.replica.port(), 16, head + "henry-session\r\n\r\n" + part,
						"x".repeat(6_000), Duration.ofMillis(500), Duration.ofSeconds(14)));
			}
		});
	}

	private void served(String attack, Runnable action) {
		try (FrontEnds frontEnds = new FrontEnds(this.replica, PAUSE)) {
			Map.of("alice-session", GRACE, "alice-at-home", GRACE, "grace-session", ALICE, "grace-at-home", ALICE)
				.forEach((session, other) -> {
					Iterator<String> paths = Stream
						.generate(() -> List.of("/chats", "/chats/" + other + "/messages?limit=5",
								"/chats/" + other + "/messages?peek=true"))
						.flatMap(List::stream)
						.iterator();
					frontEnds.ask(() -> this.replica.request(session, paths.next()).build(), OK);
				});
			Stream.of("liveness", "readiness")
				.<Supplier<HttpRequest>>map(
						(probe) -> () -> this.replica.management("/actuator/health/" + probe).build())
				.forEach((requests) -> frontEnds.ask(requests, OK));
			action.run();
			System.out.println(attack + ": " + frontEnds.end());
			assertThat(frontEnds.failures()).isEmpty();
			assertThat(frontEnds.answers()).isGreaterThan(50);
			assertThat(this.replica.isWell()).isTrue();
		}
	}

	private static void sleep(Duration time) {
		try {
			Thread.sleep(time);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	enum Connections {

		HEADS_WITHOUT_END(2048, "GET /chats HTTP/1.1\r\nHost: x\r\nX-A: ", "a"),

		REFUSED_BODIES(1000,
				"POST /chats/78/messages HTTP/1.1\r\nHost: x\r\n"
						+ "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n",
				" "),

		IDLE_AFTER_A_REQUEST(1600, "GET /chats HTTP/1.1\r\nHost: x\r\n\r\n", ""),

		BODIES_WITHOUT_END(2048, "POST /chats/78/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer made-up\r\n"
				+ "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n" + " ".repeat(50_000), " ");

		private final int number;

		private final String request;

		private final String more;

		Connections(int number, String request, String more) {
			this.number = number;
			this.request = request;
			this.more = more;
		}

	}

}
