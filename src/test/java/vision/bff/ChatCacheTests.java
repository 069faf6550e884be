package vision.bff;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Ticker;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.util.UriComponentsBuilder;

import vision.bff.sandbox.SettableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "vision.rate-limit.enabled=false", "vision.connections.max-per-address=0" })
class ChatCacheTests {

	private static final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

	private static final HttpServer upstream = server();

	private static final String FAULT = "<b>Fatal error</b>";

	private static final AtomicInteger sessions = new AtomicInteger();

	private static final AtomicInteger listings = new AtomicInteger();

	private static final AtomicInteger searches = new AtomicInteger();

	/** The id of the newest message. */
	private static final AtomicInteger sent = new AtomicInteger(9);

	private static volatile Function<String, String> answer = ChatCacheTests::chats;

	private static volatile @Nullable String fault;

	/** A session of its own for each test. */
	private final String session = "session-" + sessions.incrementAndGet();

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", () -> "http://127.0.0.1:" + upstream.getAddress().getPort());
	}

	@AfterAll
	static void close() {
		upstream.stop(0);
	}

	@BeforeEach
	void reset() {
		answer = ChatCacheTests::chats;
		fault = null;
		listings.set(0);
	}

	@Test
	void aThousandWhoMissAtOnceAreOneCall() throws Exception {
		CountDownLatch manyAreThere = new CountDownLatch(1);
		answer = (session) -> {
			await(manyAreThere);
			return chats(session);
		};
		double before = requests("coalesced");
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<HttpResponse<String>>> responses = IntStream.range(0, 1_000)
				.mapToObj((i) -> threads.submit(() -> frontEnd().get("/chats")))
				.toList();
			Awaitility.await().until(() -> requestsInFlight() >= 100);
			manyAreThere.countDown();
			for (Future<HttpResponse<String>> response : responses) {
				assertThat(body(response.get(), 200).toString()).contains(this.session);
			}
		}
		assertThat(listings).hasValue(1);
		assertThat(requests("coalesced") - before).isPositive();
	}

	@Test
	void nobodyEverSeesTheChatsOfAnother() throws Exception {
		long seed = System.nanoTime();
		try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
			List<Future<?>> walks = IntStream.range(0, 16).<Future<?>>mapToObj((walk) -> threads.submit(() -> {
				Random random = new Random(seed + walk);
				for (int i = 0; i < 250; i++) {
					String owner = "owner-" + random.nextInt(1_000) + "-";
					assertThat(body(new FrontEnd(this.port, owner).get("/chats"), 200).at("/items/0/user/username"))
						.as("seed %d", seed)
						.hasToString("\"" + owner + "\"");
					if (random.nextInt(50) == 0) {
						clock.advance(Duration.ofSeconds(2));
					}
				}
			})).toList();
			for (Future<?> walk : walks) {
				walk.get(2, TimeUnit.MINUTES);
			}
		}
	}

	@Test
	void aListIsServedAgainUntilItIsNotFresh() {
		HttpResponse<String> first = frontEnd().get("/chats");
		assertThat(first.headers().map()).containsEntry("cache-status", List.of("vision-bff; fwd=miss"));
		clock.advance(Duration.ofSeconds(4));
		HttpResponse<String> again = frontEnd().get("/chats");
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(again.headers().firstValue("Cache-Status")).hasValue("vision-bff; hit");
		assertThat(again.headers().firstValue("Age")).hasValue("4");
		assertThat(again.headers().firstValue("ETag")).isEqualTo(first.headers().firstValue("ETag"));
		assertThat(listings).hasValue(1);
		clock.advance(Duration.ofSeconds(2));
		body(frontEnd().get("/chats/78"), 200);
		assertThat(listings).hasValue(2);
	}

	@Test
	void aLabelThatMerelyAgesKeepsTheTagForAMinute() {
		clock.set(clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
		String tag = frontEnd().get("/chats").headers().firstValue("ETag").orElseThrow();
		clock.advance(Duration.ofSeconds(6));
		HttpResponse<String> later = FrontEnd.send(frontEnd().request("/chats").header("If-None-Match", tag));
		assertThat(later.statusCode()).isEqualTo(304);
		assertThat(listings).hasValue(2);
	}

	@Test
	void aListIsPrivateAndVariesWithItsOwnerAndNothingElseIsStored() {
		assertThat(frontEnd().get("/chats").headers().map())
			.containsEntry("cache-control", List.of("no-cache, private"))
			.containsEntry("vary", List.of("Authorization, Cookie, Accept-Encoding"));
		for (String path : List.of("/chats/78/messages", "/chats/78/messages/search?q=a", "/chats/0")) {
			assertThat(frontEnd().get(path).headers().firstValue("Cache-Control")).as(path).hasValue("no-store");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /chats/78/messages", "GET /chats/78/messages?after=1", "GET /chats/78/messages/9",
			"POST /chats/78/messages", "DELETE /chats/78/messages/9", "DELETE /chats/78/messages", "DELETE /chats/78" })
	void whatChangesTheListHasItForgotten(String operation) {
		body(frontEnd().get("/chats"), 200);
		call(operation);
		body(frontEnd().get("/chats"), 200);
		assertThat(listings).hasValue(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST /chats/78/messages", "DELETE /chats/78", "GET /chats/78/messages" })
	void whatFailsHasTheListForgottenToo(String operation) {
		body(frontEnd().get("/chats"), 200);
		fault = FAULT;
		assertThat(call(operation)).isEqualTo(502);
		assertProblem(frontEnd().get("/chats"), 502, "upstream-unreadable");
	}

	@Test
	void aSearchAndTheListOfAnotherForgetNothing() {
		body(frontEnd().get("/chats"), 200);
		body(frontEnd().get("/chats/78/messages/search?q=x"), 200);
		new FrontEnd(this.port, "somebody-else").text(78, "Hi");
		body(frontEnd().get("/chats"), 200);
		assertThat(listings).hasValue(1);
	}

	@Test
	void anAnswerUnderWayDuringAnEvictionIsNotKept() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		CountDownLatch written = new CountDownLatch(1);
		answer = (session) -> {
			asked.countDown();
			await(written);
			return chats(session);
		};
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<HttpResponse<String>> underWay = threads.submit(() -> frontEnd().get("/chats"));
			await(asked);
			assertThat(call("POST /chats/78/messages")).isEqualTo(201);
			written.countDown();
			body(underWay.get(), 200);
		}
		body(frontEnd().get("/chats"), 200);
		assertThat(listings).hasValue(2);
		fault = FAULT;
		clock.advance(Duration.ofSeconds(6));
		assertThat(frontEnd().get("/chats").headers().firstValue("Stale-As-Of")).isPresent();
	}

	@Test
	void duringAnOutageTheLastListIsServedForAMinuteAndTheFirstGoodAnswerEndsIt() {
		HttpResponse<String> good = frontEnd().get("/chats");
		String asOf = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
		double before = requests("stale");
		fault = FAULT;
		clock.advance(Duration.ofSeconds(50));
		HttpResponse<String> stale = frontEnd().get("/chats");
		assertThat(stale.body()).isEqualTo(good.body());
		assertThat(stale.headers().firstValue("Cache-Status")).hasValue("vision-bff; hit; detail=stale");
		assertThat(stale.headers().firstValue("Age")).hasValue("50");
		assertThat(stale.headers().firstValue("Stale-As-Of")).hasValue(asOf);
		assertThat(requests("stale") - before).isOne();
		clock.advance(Duration.ofSeconds(11));
		assertProblem(frontEnd().get("/chats"), 502, "upstream-unreadable");
		answer = ChatCacheTests::chats;
		fault = null;
		HttpResponse<String> again = frontEnd().get("/chats");
		assertThat(body(again, 200).path("items")).hasSize(1);
		assertThat(again.headers().firstValue("Stale-As-Of")).isEmpty();
	}

	@Test
	void aRefusedSessionGetsNothingAndEndsAllThatItHad() {
		body(frontEnd().get("/chats"), 200);
		clock.advance(Duration.ofSeconds(6));
		answer = (session) -> "{\"code\": 401, \"data\": []}";
		assertProblem(frontEnd().get("/chats"), 401, "invalid-session");
		fault = FAULT;
		assertProblem(frontEnd().get("/chats"), 502, "upstream-unreadable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /chats/78/messages", "GET /chats/78/messages/9", "GET /chats/78/messages/search?q=a",
			"POST /chats/78/messages", "DELETE /chats/78/messages/9", "DELETE /chats/78/messages", "DELETE /chats/78" })
	void aRefusalOfAnyCallEndsAllThatTheSessionHad(String operation) {
		body(frontEnd().get("/chats"), 200);
		fault = "{\"code\": 401, \"data\": []}";
		assertThat(call(operation)).isEqualTo(401);
		fault = FAULT;
		assertProblem(frontEnd().get("/chats"), 502, "upstream-unreadable");
	}

	@Test
	void anErrorIsNotKept() {
		fault = FAULT;
		assertProblem(frontEnd().get("/chats"), 502, "upstream-unreadable");
		answer = ChatCacheTests::chats;
		fault = null;
		body(frontEnd().get("/chats"), 200);
		assertThat(listings).hasValue(2);
	}

	@Test
	void aKnownListIsTheSameWhetherOrNotSpringMvcServesIt() {
		String tag = frontEnd().get("/chats").headers().firstValue("ETag").orElseThrow();
		for (String known : List.of(tag, "\"another\"")) {
			HttpResponse<String> without = FrontEnd
				.send(frontEnd().request("/chats").header("Accept", "application/json").header("If-None-Match", known));
			HttpResponse<String> with = FrontEnd.send(frontEnd().request("/chats")
				.header("Accept", "application/json;q=0.9")
				.header("If-None-Match", known));
			assertThat(without.statusCode()).isEqualTo(with.statusCode()).isEqualTo(known.equals(tag) ? 304 : 200);
			assertThat(without.body()).isEqualTo(with.body());
			assertThat(headers(without)).isEqualTo(headers(with));
		}
		assertThat(FrontEnd.send(frontEnd().request("/chats").header("Accept", "text/html")).statusCode())
			.isEqualTo(406);
		assertThat(listings).hasValue(1);
	}

	private static Map<String, List<String>> headers(HttpResponse<?> response) {
		Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
		headers.remove("date");
		return headers;
	}

	@Test
	void whereAChatBeginsIsAskedAgainAfterAWhileAndAfterADeletion() {
		assertThat(searchesOfAPage()).isOne();
		assertThat(searchesOfAPage()).isZero();
		clock.advance(Duration.ofSeconds(6));
		assertThat(searchesOfAPage()).isOne();
		for (String deletion : List.of("DELETE /chats/78/messages/9", "DELETE /chats/78/messages",
				"DELETE /chats/78")) {
			call(deletion);
			assertThat(searchesOfAPage()).as(deletion).isOne();
		}
	}

	private int searchesOfAPage() {
		int before = searches.get();
		assertThat(body(frontEnd().get("/chats/78/messages?limit=1"), 200).path("older").asString())
			.isEqualTo("/chats/78/messages?before=9&limit=1");
		return searches.get() - before;
	}

	@Test
	void whatItDoesIsMeasured() {
		double misses = requests("miss");
		double hits = requests("hit");
		double evictions = evictions("send");
		frontEnd().get("/chats");
		frontEnd().get("/chats");
		call("POST /chats/78/messages");
		assertThat(requests("miss") - misses).isOne();
		assertThat(requests("hit") - hits).isPositive();
		assertThat(evictions("send") - evictions).isOne();
		assertThat(this.meters.get("vision.cache.chats.size").gauge().value()).isNotNegative();
	}

	@Test
	void aListThatWasAskedForFirstAsOneChatIsOneHit() {
		frontEnd().get("/chats/78");
		double hits = requests("hit");
		body(frontEnd().get("/chats"), 200);
		assertThat(requests("hit") - hits).isOne();
	}

	private int requestsInFlight() {
		return this.meters.find("http.server.requests.active")
			.longTaskTimers()
			.stream()
			.mapToInt(LongTaskTimer::activeTasks)
			.sum();
	}

	private double requests(String result) {
		return this.meters.get("vision.cache.chats.requests")
			.tag("result", result)
			.meter()
			.measure()
			.iterator()
			.next()
			.getValue();
	}

	private double evictions(String reason) {
		return this.meters.counter("vision.cache.chats.evictions", "reason", reason).count();
	}

	private int call(String operation) {
		int space = operation.indexOf(' ');
		String path = operation.substring(space + 1);
		return switch (operation.substring(0, space)) {
			case "GET" -> frontEnd().get(path).statusCode();
			case "POST" -> frontEnd().post(path, "{\"text\": \"Hi\"}").statusCode();
			default -> frontEnd().delete(path).statusCode();
		};
	}

	private FrontEnd frontEnd() {
		return new FrontEnd(this.port, this.session);
	}

	private static String chats(String session) {
		return """
				{"code": 200, "data": [{"chat_id": 1, "user_id": 78, "username": "%s", "name": "", "avatar": "",
				 "verified": "0", "time": "17 minutes ago", "last_message": "", "new_messages": "", "chat_url": ""}]}"""
			.formatted(session);
	}

	private static String message(long id, boolean mine) {
		return """
				{"id": %d, "sent_by": "7", "sent_to": "78", "owner": %s, "message": "Hi", "media_file": "",
				 "media_type": "none", "seen": "0", "deleted_fs1": "N", "deleted_fs2": "N", "time": "just now"}"""
			.formatted(id, mine);
	}

	private static HttpServer server() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
			server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			server.createContext("/mobile_api/get_chats", (exchange) -> {
				listings.incrementAndGet();
				clock.advance(Duration.ofMillis(1));
				Map<String, String> query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
					.build()
					.getQueryParams()
					.toSingleValueMap();
				respond(exchange,
						Objects.requireNonNullElseGet(fault, () -> answer.apply(query.getOrDefault("session_id", ""))));
			});
			server.createContext("/mobile_api/", (exchange) -> {
				if (exchange.getRequestURI().getPath().endsWith("/search_messages")) {
					searches.incrementAndGet();
				}
				exchange.getRequestBody().readAllBytes();
				respond(exchange, Objects.requireNonNullElseGet(fault, () -> switch (exchange.getRequestMethod()) {
					case "POST" -> "{\"code\": 200, \"data\": " + message(sent.incrementAndGet(), true) + "}";
					default -> "{\"code\": 200, \"data\": [" + message(9, false) + "]}";
				}));
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void respond(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
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
