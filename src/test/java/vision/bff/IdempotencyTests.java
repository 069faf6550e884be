package vision.bff;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Ticker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;
import vision.bff.sandbox.SettableClock;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
		"vision.rate-limit.enabled=false", "vision.breaker.enabled=false", "vision.timeouts.response=3s" })
class IdempotencyTests {

	private static final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

	/** {@code -Didempotency.sends=5000} makes more. */
	private static final int SENDS = Integer.getInteger("idempotency.sends", 2_000);

	private static final SandboxServer sandbox = SandboxServer.start(0, clock);

	private static final byte[] GIF = Pictures.gif();

	private static final byte[] OTHER_GIF = Pictures.gif("another");

	private static final byte[] CUT_GIF = Arrays.copyOf(GIF, GIF.length - 1);

	private static final long BOB = 78;

	/** Other tests have keys of their own. */
	private final String test = UUID.randomUUID().toString();

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", sandbox::baseUrl);
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@BeforeEach
	void reset() {
		clock.advance(Duration.ofHours(2));
		sandbox.reset();
	}

	@Test
	void theSameRequestIsAnsweredAgainAndSentOnce() {
		HttpResponse<String> first = text("same", "Once only");
		assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
		HttpResponse<String> again = text("same", "Once only");
		assertThat(body(again, 201)).isEqualTo(body(first, 201));
		assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
		assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
		assertThat(stored("Once only")).isOne();
	}

	@Test
	void theSameImageIsSentOnce() {
		JsonNode first = body(image("picture", GIF), 201);
		HttpResponse<String> again = image("picture", GIF);
		assertThat(body(again, 201)).isEqualTo(first);
		assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
		assertProblem(image("picture", OTHER_GIF), 422, "idempotency-key-reused");
		assertThat(sends()).isOne();
	}

	@Test
	void anotherBodyOrAnotherPersonNeedsAnotherKey() {
		body(text("taken", "One"), 201);
		assertProblem(text("taken", "Two"), 422, "idempotency-key-reused");
		assertProblem(image("taken", GIF), 422, "idempotency-key-reused");
		assertProblem(FrontEnd.send(keyed(this.test + "taken", new FrontEnd(this.port, "alice-session"), 34, "One")),
				422, "idempotency-key-reused");
		assertThat(sends()).isOne();
	}

	@Test
	void theKeysOfAnotherSessionAreItsOwn() {
		body(text("shared", "From alice"), 201);
		HttpResponse<String> other = FrontEnd
			.send(keyed(this.test + "shared", new FrontEnd(this.port, "carol-session"), BOB, "From carol"));
		assertThat(body(other, 201).path("text").asString()).isEqualTo("From carol");
		assertThat(other.headers().firstValue("Idempotency-Replayed")).isEmpty();
	}

	@Test
	void aKeyIsKeptForADay() {
		body(text("old", "Again"), 201);
		clock.advance(Duration.ofHours(23));
		assertThat(text("old", "Again").headers().firstValue("Idempotency-Replayed")).hasValue("true");
		clock.advance(Duration.ofHours(2));
		HttpResponse<String> later = text("old", "Again");
		body(later, 201);
		assertThat(later.headers().firstValue("Idempotency-Replayed")).isEmpty();
		assertThat(stored("Again")).isEqualTo(2);
	}

	@Test
	void whatIsUnderWayIsNotForgottenHoweverOldItIs() throws Exception {
		sandbox.fault(PlannedFault.of("send_message", FaultKind.DELAY).withDelay(Duration.ofSeconds(2)));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<HttpResponse<String>> first = threads.submit(() -> text("long", "Slow"));
			Awaitility.await().until(() -> sends() == 1);
			clock.advance(Duration.ofHours(25));
			HttpResponse<String> second = text("long", "Slow");
			if (!first.isDone()) {
				assertProblem(second, 409, "idempotency-key-in-use");
			}
			first.get();
		}
		assertThat(sends()).isOne();
	}

	@Test
	void aKeyInFlightIsAConflict() throws Exception {
		sandbox.fault(PlannedFault.of("send_message", FaultKind.DELAY).withDelay(Duration.ofSeconds(2)));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<HttpResponse<String>> first = threads.submit(() -> text("busy", "Slow"));
			Awaitility.await().until(() -> sends() == 1);
			HttpResponse<String> second = text("busy", "Slow");
			if (!first.isDone()) {
				assertProblem(second, 409, "idempotency-key-in-use");
				assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
			}
			body(first.get(), 201);
		}
		assertThat(text("busy", "Slow").headers().firstValue("Idempotency-Replayed")).hasValue("true");
		assertThat(stored("Slow")).isOne();
	}

	@ParameterizedTest
	@EnumSource(names = { "RESET_AFTER_STORING", "BROKEN_OFF_AFTER_STORING", "ERROR500_AFTER_STORING",
			"CODE500_AFTER_STORING", "STATUS_AFTER_STORING" })
	void whatWasStoredAllTheSameIsFoundByTheNextTry(FaultKind kind) {
		sandbox.fault("send_message", kind);
		HttpResponse<String> first = text("lost", "Did you get this?");
		assertThat(body(first, first.statusCode()).path("outcome").asString()).isEqualTo("unknown");
		HttpResponse<String> again = text("lost", "Did you get this?");
		assertThat(body(again, 201).path("text").asString()).isEqualTo("Did you get this?");
		assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
		assertThat(text("lost", "Did you get this?").body()).isEqualTo(again.body());
		assertThat(stored("Did you get this?")).isOne();
	}

	@ParameterizedTest
	@EnumSource(names = { "RESET", "ERROR500", "STATUS", "FATAL_ERROR", "DATABASE_DOWN" })
	void whatWasNotStoredIsSentByTheNextTry(FaultKind kind) {
		sandbox.fault("send_message", kind);
		HttpResponse<String> first = text("try", "Hello?");
		assertThat(first.statusCode()).isGreaterThanOrEqualTo(502);
		HttpResponse<String> again = text("try", "Hello?");
		body(again, 201);
		assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
		assertThat(stored("Hello?")).isOne();
	}

	@Test
	void anImageThatWasStoredAllTheSameIsFoundByTheNextTry() {
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		assertThat(image("lost-picture", GIF).statusCode()).isEqualTo(502);
		HttpResponse<String> again = image("lost-picture", GIF);
		assertThat(body(again, 201).path("attachment").path("url").asString()).endsWith(".gif");
		assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
		assertThat(sends()).isOne();
	}

	@Test
	void aKeyBelongsToAnImageFromItsFirstByteOn() throws Exception {
		byte[] body = FrontEnd.part(Pictures.png(100_000), "image", "a.gif", true);
		PipedOutputStream sender = new PipedOutputStream();
		PipedInputStream arriving = new PipedInputStream(sender, body.length);
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<HttpResponse<String>> image = threads.submit(() -> FrontEnd.send(alice.request("/chats/78/messages")
				.header("Content-Type", "multipart/form-data; boundary=b0undary")
				.header("Idempotency-Key", this.test + "first")
				.POST(HttpRequest.BodyPublishers.ofInputStream(() -> arriving))));
			sender.write(body, 0, 50_000);
			sender.flush();
			Awaitility.await().until(() -> text("first", "Me first").statusCode() == 409);
			sender.write(body, 50_000, body.length - 50_000);
			sender.close();
			assertThat(body(image.get(), 201).at("/attachment/type").asString()).isEqualTo("image");
		}
		assertProblem(text("first", "Me first"), 422, "idempotency-key-reused");
		assertThat(sends()).isOne();
	}

	@Test
	void anotherImageIsNotSentInPlaceOfTheOneThatWasLost() {
		sandbox.fault("send_message", FaultKind.ERROR500);
		assertThat(image("swapped", GIF).statusCode()).isEqualTo(502);
		JsonNode problem = body(image("swapped", OTHER_GIF), 422);
		assertThat(problem.path("code").asString()).isEqualTo("idempotency-key-reused");
		assertThat(problem.path("outcome").asString()).isEqualTo("not-sent");
		HttpResponse<String> again = image("swapped", GIF);
		assertThat(body(again, 201).path("id").asLong()).isEqualTo(newest());
	}

	@Test
	void anImageThatIsNotWholeLeavesItsKeyFree() {
		assertProblem(image("cut", CUT_GIF), 422, "invalid-image");
		body(text("cut", "The picture is broken"), 201);
		assertThat(stored("The picture is broken")).isOne();
	}

	@Test
	void noOtherImageIsTakenForTheOneThatWasStoredAllTheSame() {
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		assertThat(image("lost-whole", GIF).statusCode()).isEqualTo(502);
		int sends = sends();
		assertProblem(image("lost-whole", CUT_GIF), 422, "invalid-image");
		assertProblem(image("lost-whole", OTHER_GIF), 422, "idempotency-key-reused");
		HttpResponse<String> again = image("lost-whole", GIF);
		assertThat(body(again, 201).path("id").asLong()).isEqualTo(newest());
		assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
		assertProblem(image("lost-whole", CUT_GIF), 422, "invalid-image");
		assertThat(sends()).isEqualTo(sends);
	}

	@Test
	void aSiteWithoutSearchIsNoReasonToSendTwice() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		assertThat(text("blind", "Found anyway").statusCode()).isEqualTo(502);
		assertThat(text("blind", "Found anyway").headers().firstValue("Idempotency-Replayed")).hasValue("true");
		assertThat(stored("Found anyway")).isOne();
	}

	@Test
	void twoLostMessagesWithTheSameTextAreTwoMessages() {
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		sandbox.fault("send_message", FaultKind.RESET);
		assertThat(text("ok-1", "ok").statusCode()).isEqualTo(502);
		assertThat(text("ok-2", "ok").statusCode()).isEqualTo(502);
		assertThat(body(text("ok-1", "ok"), 201).path("id")).isNotEqualTo(body(text("ok-2", "ok"), 201).path("id"));
		assertThat(stored("ok")).isEqualTo(2);
	}

	@Test
	void whatIsSentElsewhereInTheMeantimeIsNotTakenForWhatWasLost() {
		sandbox.fault("send_message", FaultKind.RESET);
		assertThat(text("mine", "ok then").statusCode()).isEqualTo(502);
		body(new FrontEnd(this.port, "alice-session").text(BOB, "ok"), 201);
		assertThat(body(text("mine", "ok then"), 201).path("text").asString()).isEqualTo("ok then");
		assertThat(stored("ok then")).isOne();
	}

	@Test
	void aTextThatTheSiteWouldChangeIsFoundAsItWasTyped() {
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		assertThat(text("changed", "a <b>bold</b> move").statusCode()).isEqualTo(502);
		HttpResponse<String> again = text("changed", "a <b>bold</b> move");
		assertThat(body(again, 201).path("text").asString()).isEqualTo("a <b>bold</b> move");
		assertThat(again.headers().map()).containsEntry("idempotency-replayed", List.of("true"))
			.doesNotContainKey("text-changed");
		assertThat(stored("a <b>bold</b> move")).isOne();
	}

	@Test
	void withoutAKeyTheOutcomeIsUnknownAndNothingIsSentAgain() {
		sandbox.fault("send_message", FaultKind.RESET_AFTER_STORING);
		JsonNode problem = body(new FrontEnd(this.port, "alice-session").text(BOB, "Keyless"), 502);
		assertThat(problem.path("outcome").asString()).isEqualTo("unknown");
		assertThat(stored("Keyless")).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\tb" })
	void aKeyIsVisibleAscii(String key) {
		assertProblem(FrontEnd.send(keyed(key, new FrontEnd(this.port, "alice-session"), BOB, "Hi")), 400,
				"invalid-request");
		assertThat(sends()).isZero();
	}

	@Test
	void aKeyHasAtMost255Characters() {
		String longest = this.test + "k".repeat(255 - this.test.length());
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		assertProblem(FrontEnd.send(keyed(longest + "k", alice, BOB, "Hi")), 400, "invalid-request");
		body(FrontEnd.send(keyed(longest, alice, BOB, "Hi")), 201);
	}

	@Test
	void ofManySendsWithUnknownOutcomesNoneIsLostAndNoneDoubled() throws Exception {
		long seed = System.nanoTime();
		sandbox.fault(PlannedFault.of("send_message", FaultKind.RESET_AFTER_STORING).withShare(0.1, seed));
		sandbox.fault(PlannedFault.of("send_message", FaultKind.ERROR500_AFTER_STORING).withShare(0.1, seed + 1));
		sandbox.fault(PlannedFault.of("send_message", FaultKind.RESET).withShare(0.1, seed + 2));
		List<String> pairs = List.of("alice 78", "bob 7", "carol 78", "grace 7", "henry 7", "bob 34", "dave 78",
				"alice 34");
		Map<String, Integer> tries = new ConcurrentHashMap<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> senders = pairs.stream().<Future<?>>map((pair) -> threads.submit(() -> {
				FrontEnd sender = new FrontEnd(this.port, pair.substring(0, pair.indexOf(' ')) + "-session");
				long recipient = Long.parseLong(pair.substring(pair.indexOf(' ') + 1));
				for (int i = 0; i < SENDS / pairs.size(); i++) {
					String text = "No. " + i + " of " + pair;
					int status = 0;
					for (int attempt = 1; attempt <= 20 && status != 201; attempt++) {
						status = FrontEnd.send(keyed(text.replace(' ', '-'), sender, recipient, text)).statusCode();
						tries.put(text, attempt);
					}
					assertThat(status).as("%s, seed %d", text, seed).isEqualTo(201);
				}
			})).toList();
			for (Future<?> sender : senders) {
				sender.get(5, TimeUnit.MINUTES);
			}
		}
		sandbox.clearFaults();
		assertThat(tries).hasSize(SENDS);
		assertThat(tries.values().stream().filter((count) -> count > 1).count()).as("seed %d", seed)
			.isGreaterThan(SENDS / 5);
		for (String pair : pairs) {
			FrontEnd sender = new FrontEnd(this.port, pair.substring(0, pair.indexOf(' ')) + "-session");
			List<String> expected = IntStream.range(0, SENDS / pairs.size())
				.mapToObj((i) -> "No. " + i + " of " + pair)
				.toList();
			assertThat(texts(sender, Long.parseLong(pair.substring(pair.indexOf(' ') + 1)), "of " + pair))
				.as("seed %d", seed)
				.isEqualTo(expected);
		}
	}

	private static List<String> texts(FrontEnd reader, long userId, String ending) {
		List<String> texts = new ArrayList<>();
		String next = "/chats/" + userId + "/messages?limit=100";
		while (next != null) {
			JsonNode page = body(reader.get(next), 200);
			texts.addAll(0,
					page.path("items")
						.valueStream()
						.map((message) -> message.path("text").asString(""))
						.filter((text) -> text.endsWith(ending))
						.toList());
			next = page.path("older").isNull() ? null : page.path("older").asString();
		}
		return texts;
	}

	private HttpResponse<String> text(String key, String text) {
		return FrontEnd.send(keyed(this.test + key, new FrontEnd(this.port, "alice-session"), BOB, text));
	}

	private static HttpRequest.Builder keyed(String key, FrontEnd sender, long userId, String text) {
		return sender.request("/chats/" + userId + "/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(HttpRequest.BodyPublishers.ofString(FrontEnd.JSON.createObjectNode().put("text", text).toString()));
	}

	private HttpResponse<String> image(String key, byte[] file) {
		return FrontEnd
			.send(new FrontEnd(this.port, "alice-session").multipart(BOB, FrontEnd.part(file, "image", "a.gif", true))
				.header("Idempotency-Key", this.test + key));
	}

	private long stored(String text) {
		return body(new FrontEnd(this.port, "alice-session").get("/chats/78/messages?limit=100"), 200).path("items")
			.valueStream()
			.filter((message) -> message.path("text").asString("").equals(text))
			.count();
	}

	private long newest() {
		return body(new FrontEnd(this.port, "alice-session").get("/chats/78/messages?limit=1"), 200).at("/items/0/id")
			.asLong();
	}

	private static int sends() {
		return sandbox.wireMock()
			.countRequestsMatching(anyRequestedFor(urlPathEqualTo("/mobile_api/send_message")).build())
			.getCount();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class SharedTime {

		@Bean
		@Primary
		Clock sharedClock() {
			return clock;
		}

		@Bean
		@Primary
		Ticker sharedTicker() {
			return () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
		}

	}

}
