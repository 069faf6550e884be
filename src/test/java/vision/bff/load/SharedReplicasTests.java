package vision.bff.load;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.container.NeedsDocker;
import vision.bff.container.Store;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.SandboxServer;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes that share a real store, one of which is killed again and again.
 * {@code -Dreplicas=all} sends 5,000 messages with five kills and makes 10,000 pairs of
 * calls, {@code -Dreplicas=some} fewer. What replicas share is tested in one process by
 * {@code ReplicasTests} too.
 */
@NeedsDocker
@EnabledIfSystemProperty(named = "replicas", matches = ".*")
class SharedReplicasTests {

	private static final boolean ALL = "all".equals(System.getProperty("replicas"));

	private static final int SENDS = ALL ? 5_000 : 150;

	private static final int KILLS = ALL ? 5 : 1;

	private static final int PAIRS = ALL ? 10_000 : 50;

	private static final int MISSES = 1_000;

	/** As many as one address may have connections, and no more. */
	private static final int AT_ONCE = 200;

	private static final int SENDERS = 10;

	private static final Map<String, Long> RECIPIENTS = Map.of("alice", 78L, "bob", 7L, "carol", 78L, "grace", 7L,
			"henry", 7L);

	private static final JsonMapper JSON = new JsonMapper();

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static final AtomicReferenceArray<Replica> replicas = new AtomicReferenceArray<>(2);

	private static Store store;

	@BeforeAll
	static void start() throws IOException {
		store = Store.start("valkey/valkey:8");
		replicas.set(0, replica());
		replicas.set(1, replica());
	}

	@AfterAll
	static void stop() throws InterruptedException {
		replicas.get(0).close();
		replicas.get(1).close();
		store.close();
		sandbox.close();
	}

	@BeforeEach
	void reset() {
		sandbox.reset();
		store.commands().flushall();
	}

	private static Replica replica() throws IOException {
		return Replica.start(sandbox.baseUrl(), "--vision.shared.url=" + store.url(),
				"--vision.rate-limit.enabled=false", "--vision.breaker.enabled=false", "--vision.timeouts.request=4s",
				"--vision.cache.chats.fresh-for=60s");
	}

	@Test
	void nothingIsLostAndNothingIsDoubledWhileReplicasDie() throws Exception {
		long seed = System.nanoTime();
		sandbox.fault(PlannedFault.of("send_message", FaultKind.RESET_AFTER_STORING).withShare(0.1, seed));
		sandbox.fault(PlannedFault.of("send_message", FaultKind.ERROR500_AFTER_STORING).withShare(0.1, seed + 1));
		sandbox.fault(PlannedFault.of("send_message", FaultKind.RESET).withShare(0.1, seed + 2));
		List<String> people = RECIPIENTS.keySet().stream().sorted().toList();
		AtomicInteger done = new AtomicInteger();
		Set<Long> ids = ConcurrentHashMap.newKeySet();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> senders = new ArrayList<>();
			for (int sender = 0; sender < SENDERS; sender++) {
				int first = sender;
				senders.add(threads.submit(() -> {
					for (int i = first; i < SENDS; i += SENDERS) {
						ids.add(sendUntilSent(people.get(first % people.size()), i));
						done.incrementAndGet();
					}
				}));
			}
			for (int kill = 1; kill <= KILLS; kill++) {
				int enough = SENDS * kill / (KILLS + 2);
				Awaitility.await().atMost(Duration.ofMinutes(10)).until(() -> done.get() >= enough);
				replicas.get(kill % 2).close();
				replicas.set(kill % 2, replica());
			}
			for (Future<?> sender : senders) {
				sender.get(10, TimeUnit.MINUTES);
			}
		}
		sandbox.clearFaults();
		assertThat(ids).as("seed %d", seed).hasSize(SENDS);
		List<String> arrived = new ArrayList<>();
		for (String person : people) {
			arrived.addAll(arrived(person));
		}
		assertThat(arrived).as("seed %d", seed).hasSize(SENDS).doesNotHaveDuplicates();
	}

	private long sendUntilSent(String person, int number) {
		AtomicInteger tries = new AtomicInteger(number);
		return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50)).until(() -> {
			HttpResponse<String> response = send(tries.getAndIncrement(), person, number);
			return (response != null && response.statusCode() == 201)
					? JSON.readTree(response.body()).path("id").asLong() : 0;
		}, (id) -> id > 0);
	}

	/** Each try goes to the other replica. One that is being killed gives no answer. */
	private @Nullable HttpResponse<String> send(int replica, String person, int number) throws InterruptedException {
		try {
			Replica asked = replicas.get(replica % 2);
			return asked.sendOnce(asked.request(person + "-session", "/chats/" + RECIPIENTS.get(person) + "/messages")
				.header("Content-Type", "application/json")
				.header("Idempotency-Key", "key-" + number)
				.POST(BodyPublishers.ofString("{\"text\": \"Text number %d.\"}".formatted(number)))
				.build());
		}
		catch (IOException ex) {
			return null;
		}
	}

	private List<String> arrived(String person) throws IOException, InterruptedException {
		List<String> texts = new ArrayList<>();
		String next = "/chats/" + RECIPIENTS.get(person) + "/messages?limit=100";
		while (next != null) {
			JsonNode page = JSON.readTree(get(0, person, next).body());
			page.path("items")
				.valueStream()
				.filter((message) -> message.path("mine").asBoolean())
				.map((message) -> message.path("text").asString(""))
				.filter((text) -> text.startsWith("Text number "))
				.forEach(texts::add);
			next = page.path("older").isNull() ? null : page.path("older").asString();
		}
		return texts;
	}

	@Test
	void whatIsWrittenOnOneIsInTheListOfTheOther() throws Exception {
		for (int i = 0; i < PAIRS; i++) {
			get((i + 1) % 2, "alice", "/chats");
			assertThat(Objects.requireNonNull(send(i, "alice", i)).statusCode()).isEqualTo(201);
			assertThat(get((i + 1) % 2, "alice", "/chats").body()).contains("Text number " + i + ".");
		}
	}

	/** A replica that hears of the store too late has a list of its own for a while. */
	@Test
	void oneMissAsksTheSiteOnceForEachReplica() throws Exception {
		misses("bob");
		sandbox.reset();
		int failures = replicas.get(0).failuresOfTheStore() + replicas.get(1).failuresOfTheStore();
		misses("alice");
		int late = replicas.get(0).failuresOfTheStore() + replicas.get(1).failuresOfTheStore() - failures;
		System.out.printf("Answers of the store that came too late: %d%n", late);
		assertThat(sandbox.wireMock().findAll(anyRequestedFor(urlPathMatching(".*/get_chats"))).size()).isBetween(1,
				2 + Math.min(late, 2));
	}

	/** Those of the first person are for replicas that have just started. */
	private void misses(String person) throws Exception {
		List<Semaphore> atOnce = List.of(new Semaphore(AT_ONCE), new Semaphore(AT_ONCE));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> statuses = new ArrayList<>();
			for (int i = 0; i < MISSES; i++) {
				int replica = i % 2;
				statuses.add(threads.submit(() -> {
					atOnce.get(replica).acquire();
					try {
						return get(replica, person, "/chats").statusCode();
					}
					finally {
						atOnce.get(replica).release();
					}
				}));
			}
			for (Future<Integer> status : statuses) {
				assertThat(status.get()).isEqualTo(200);
			}
		}
	}

	private HttpResponse<String> get(int replica, String person, String path) throws IOException, InterruptedException {
		Replica asked = replicas.get(replica);
		HttpRequest request = asked.request(person + "-session", path).build();
		return asked.send(request);
	}

}
