package vision.bff;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.body;

/**
 * Hard texts with a key each, of which many answers are lost, while the same people write
 * something alike from their phones.
 */
@SandboxTest(properties = { "vision.rate-limit.enabled=false", "vision.timeouts.response=30s",
		"vision.timeouts.request=60s", "vision.breaker.enabled=false" })
class KeyedSendsTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final int SENDS = 900;

	private static final List<Pair> PAIRS = List.of(new Pair("alice", "bob", 78), new Pair("bob", "alice", 7),
			new Pair("carol", "bob", 78), new Pair("grace", "alice", 7), new Pair("henry", "alice", 7),
			new Pair("bob", "carol", 34));

	@LocalServerPort
	private int port;

	/**
	 * Who writes to whom.
	 */
	private record Pair(String sender, String recipient, long userId) {

		List<String> texts() {
			List<String> hard = HardTexts.all();
			List<String> texts = new ArrayList<>();
			for (int i = 0; i < SENDS / PAIRS.size(); i++) {
				texts.add(hard.get(i % hard.size()).strip() + " (" + i + ")");
			}
			return texts;
		}

	}

	@ParameterizedTest
	@CsvSource({ "A, false", "B, true", "C, true" })
	void noneIsLostNoneIsDoubledAndNoneIsTakenForAnother(Dialect dialect, boolean searchBroken) throws Exception {
		SandboxSettings settings = SandboxSettings.DEFAULT.with(dialect);
		sandbox.settings(searchBroken ? settings.with(Quirk.SEARCH_BROKEN) : settings);
		long seed = System.nanoTime();
		sandbox.fault(PlannedFault.of("send_message", FaultKind.RESET_AFTER_STORING).withShare(0.1, seed));
		sandbox.fault(PlannedFault.of("send_message", FaultKind.ERROR500_AFTER_STORING).withShare(0.1, seed + 1));
		sandbox.fault(PlannedFault.of("send_message", FaultKind.RESET).withShare(0.1, seed + 2));
		AtomicInteger unknown = new AtomicInteger();
		Set<Long> ids = ConcurrentHashMap.newKeySet();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> senders = PAIRS.stream()
				.<Future<?>>map((pair) -> threads.submit(() -> send(pair, seed, unknown, ids)))
				.toList();
			for (Future<?> sender : senders) {
				sender.get(5, TimeUnit.MINUTES);
			}
		}
		sandbox.clearFaults();
		assertThat(unknown.get()).as("seed %d", seed).isGreaterThan(SENDS / 5);
		assertThat(ids).as("seed %d", seed).hasSize(SENDS);
		for (Pair pair : PAIRS) {
			assertThat(arrived(pair)).as("seed %d, %s", seed, pair).isEqualTo(pair.texts());
		}
	}

	private void send(Pair pair, long seed, AtomicInteger unknown, Set<Long> ids) {
		Random random = new Random(seed + pair.hashCode());
		List<String> texts = pair.texts();
		for (int i = 0; i < texts.size(); i++) {
			String text = texts.get(i);
			String key = "%d-%s-%d-%d".formatted(seed, pair.sender(), pair.userId(), i);
			HttpResponse<String> response = keyed(pair, key, text);
			for (int attempt = 1; attempt < 20 && response.statusCode() != 201; attempt++) {
				unknown.incrementAndGet();
				if (random.nextBoolean()) {
					sandbox.writeFromThePhone(pair.sender(), pair.recipient(), alike(text));
				}
				response = keyed(pair, key, text);
			}
			JsonNode message = body(response, 201);
			assertThat(message.path("text").asString()).as("seed %d", seed).isEqualTo(text);
			ids.add(message.path("id").asLong());
		}
	}

	/**
	 * What could be taken for the text, by who expects the site to take characters away:
	 * it lacks the characters that some site loses, and the last one.
	 */
	private static String alike(String text) {
		return text.substring(0, text.length() - 1).replaceAll("[<\\\\'\"&{]", "");
	}

	private HttpResponse<String> keyed(Pair pair, String key, String text) {
		return FrontEnd.send(as(pair.sender()).request("/chats/" + pair.userId() + "/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(HttpRequest.BodyPublishers.ofString(FrontEnd.JSON.createObjectNode().put("text", text).toString())));
	}

	/**
	 * What was sent with a key, as the sender sees it, the oldest first.
	 */
	private List<String> arrived(Pair pair) {
		List<String> texts = new ArrayList<>();
		String next = "/chats/" + pair.userId() + "/messages?limit=100";
		while (next != null) {
			JsonNode page = body(as(pair.sender()).get(next), 200);
			texts.addAll(0,
					page.path("items")
						.valueStream()
						.filter((message) -> message.path("mine").asBoolean())
						.map((message) -> message.path("text").asString(""))
						.filter((text) -> text.matches("(?s).* \\(\\d+\\)"))
						.toList());
			next = page.path("older").isNull() ? null : page.path("older").asString();
		}
		return texts;
	}

	private FrontEnd as(String person) {
		return new FrontEnd(this.port, person + "-session");
	}

}
