package vision.bff.load;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything at once, for as many minutes as {@code -Dsoak.minutes} says: fifty sessions
 * that read and write, long chats, slow clients, made-up sessions and a site with faults.
 * Nobody sees what is not theirs, no fault is ours, and nothing piles up.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class SoakTests {

	private static final Map<String, Integer> PEOPLE = Map.of("alice", 7, "carol", 34, "frank", 37, "grace", 40,
			"henry", 41, "bob", 78);

	private static final List<String> NAMES = PEOPLE.keySet().stream().sorted().toList();

	private static final int SESSIONS = 50;

	private static final int MESSAGES_OF_A_LONG_CHAT = 30_000;

	private static final Duration PAUSE = Duration.ofMillis(500);

	private static final Pattern MARKER = Pattern.compile("<(\\w+) to (\\w+)>");

	private static final Set<String> OF_THE_SITE = Set.of("upstream-error", "upstream-unreadable",
			"upstream-unreachable", "upstream-timeout", "search-unavailable", "cannot-peek", "overloaded");

	private static final long HEAP_TOLERANCE = 8L * 1024 * 1024;

	private static final List<String> SLOW = List.of("GET /chats HTTP/1.1\r\nHost: x\r\nX-A: ",
			"POST /chats/78/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer made-up\r\n"
					+ "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n",
			"POST /chats/78/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer alice-session\r\n"
					+ "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n--b\r\n"
					+ "Content-Disposition: form-data; name=\"image\"; filename=\"a.gif\"\r\n\r\nGIF89a");

	@Test
	void everythingAtOnce() throws IOException, InterruptedException {
		Duration time = Duration.ofMinutes(Long.parseLong(System.getProperty("soak.minutes")));
		try (SandboxServer sandbox = SandboxServer.start(0);
				Replica replica = Replica.startBehindProxy(sandbox.baseUrl())) {
			for (int i = 0; i < MESSAGES_OF_A_LONG_CHAT; i++) {
				sandbox.writeFromThePhone("frank", "alice", "<frank to alice> " + i);
				sandbox.writeFromThePhone("bob", "carol", "<bob to carol> " + i);
			}
			for (int i = 0; i < SESSIONS; i++) {
				sandbox.signIn(NAMES.get(i % NAMES.size()), "session-" + i);
			}
			soak(replica, Duration.ofSeconds(20), Set.of());
			long before = replica.usedHeap();
			sandbox.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.ERROR500_AFTER_STORING).withShare(0.01, 1));
			sandbox.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.RESET).withShare(0.01, 2));
			sandbox.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.BROKEN_OFF_AFTER_STORING).withShare(0.01, 3));
			sandbox.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.DELAY).withShare(0.01, 4));
			try (ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor()) {
				for (String request : SLOW) {
					slow.submit(
							() -> SlowClients.attack(replica.port(), 400, request, "a", Duration.ofSeconds(2), time));
				}
				soak(replica, time, OF_THE_SITE);
			}
			sandbox.clearFaults();
			soak(replica, Duration.ofSeconds(20), OF_THE_SITE);
			long after = replica.usedHeap();
			System.out.printf("Heap in use before: %d KiB, after: %d KiB%n", before / 1024, after / 1024);
			assertThat(after).isLessThan(before + HEAP_TOLERANCE);
			assertThat(replica.isWell()).isTrue();
		}
	}

	private static void soak(Replica replica, Duration time, Set<String> faults) throws InterruptedException {
		try (FrontEnds frontEnds = new FrontEnds(replica, PAUSE)) {
			for (int i = 0; i < SESSIONS; i++) {
				Random random = new Random(i);
				String name = NAMES.get(i % NAMES.size());
				String session = "session-" + i;
				frontEnds.ask(() -> any(replica, session, name, random), (response) -> isFine(response, name, faults));
			}
			frontEnds.ask(() -> replica.request("made-up-" + UUID.randomUUID(), "/chats").build(),
					(response) -> Set.of(401, 429).contains(response.statusCode()) || isFine(response, "", faults));
			TimeUnit.NANOSECONDS.sleep(time.toNanos());
			System.out.println("Soak of " + time + ": " + frontEnds.end());
			assertThat(frontEnds.failures()).isEmpty();
		}
	}

	private static HttpRequest any(Replica replica, String session, String name, Random random) {
		List<String> others = new ArrayList<>(NAMES);
		others.remove(name);
		String other = others.get(random.nextInt(others.size()));
		String messages = "/chats/" + PEOPLE.get(other) + "/messages";
		return switch (random.nextInt(8)) {
			case 0, 1 -> replica.request(session, "/chats").build();
			case 2 -> replica.request(session, messages).build();
			case 3 -> replica.request(session, messages + "?after=5").build();
			case 4 -> replica.request(session, messages + "?limit=100&before=" + (1 + random.nextInt(60_000))).build();
			case 5 -> replica.request(session, messages + "?peek=true").build();
			case 6 -> replica.request(session, messages + "/search?q=" + random.nextInt(10_000)).build();
			default -> replica.request(session, messages)
				.header("Content-Type", "application/json")
				.header("Idempotency-Key", UUID.randomUUID().toString())
				.POST(BodyPublishers.ofString("{\"text\": \"<" + name + " to " + other + ">\"}"))
				.build();
		};
	}

	/**
	 * Whether somebody got only what is theirs, if not a fault that is not ours.
	 */
	private static boolean isFine(HttpResponse<String> response, String name, Set<String> faults) {
		boolean isTheirs = MARKER.matcher(response.body())
			.results()
			.allMatch((marker) -> name.equals(marker.group(1)) || name.equals(marker.group(2)));
		return isTheirs && (Set.of(200, 201).contains(response.statusCode())
				|| faults.stream().anyMatch((code) -> response.body().contains("\"code\":\"" + code + '"')));
	}

}
