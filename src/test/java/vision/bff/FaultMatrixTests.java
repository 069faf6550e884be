package vision.bff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.ResourceLeakDetector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that can go wrong with an answer of the upstream, for each operation.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
				"vision.rate-limit.enabled=false", "vision.breaker.enabled=false", "vision.timeouts.response=4s",
				"vision.timeouts.request=5s", "vision.timeouts.upload=4s" })
class FaultMatrixTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static final WireMockServer elsewhere = new WireMockServer(
			WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

	/** Far beyond the budgets, for a busy machine. */
	private static final Duration DEADLINE = Duration.ofSeconds(15);

	private static final int LATE = 20_000;

	private static final String SUCCESS = "{\"code\":200,\"message\":\"x\",\"data\":[]}";

	private static final byte[] GIF = Pictures.gif();

	static final Map<String, Function<FrontEnd, HttpResponse<String>>> OPERATIONS = new TreeMap<>(Map.ofEntries(
			Map.entry("list chats", (me) -> me.get("/chats")), Map.entry("show a chat", (me) -> me.get("/chats/78")),
			Map.entry("read the newest messages", (me) -> me.get("/chats/78/messages")),
			Map.entry("read on", (me) -> me.get("/chats/78/messages?after=100")),
			Map.entry("read around a message", (me) -> me.get("/chats/78/messages?around=100")),
			Map.entry("read one message", (me) -> me.get("/chats/78/messages/100")),
			Map.entry("search people", (me) -> me.get("/people?q=bob")),
			Map.entry("show somebody", (me) -> me.get("/people/78")), Map.entry("show me", (me) -> me.get("/session")),
			Map.entry("search", (me) -> me.get("/chats/78/messages/search?q=x")),
			Map.entry("send a text", (me) -> me.text(78, "Hi")),
			Map.entry("send an image", (me) -> me.upload(78, GIF, "image", "a.gif")),
			Map.entry("delete a message", (me) -> me.delete("/chats/78/messages/100")),
			Map.entry("clear the history", (me) -> me.delete("/chats/78/messages")),
			Map.entry("mark as seen", (me) -> me.put("/chats/78/seen")),
			Map.entry("delete a chat", (me) -> me.delete("/chats/78"))));

	static final Set<String> WRITES = Set.of("send a text", "send an image", "delete a message", "clear the history",
			"mark as seen", "delete a chat");

	private static final ConcurrentLinkedQueue<String> leaks = new ConcurrentLinkedQueue<>();

	private static int threadsBefore;

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	/**
	 * What comes instead of an answer, and what becomes of it.
	 *
	 * @param code the problem
	 * @param outcome the outcome of a write
	 */
	record Broken(String name, ResponseDefinitionBuilder answer, String code, String outcome) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", sandbox::baseUrl);
	}

	@BeforeAll
	static void watch() {
		elsewhere.start();
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
		ByteBufUtil.setLeakListener((type, records) -> leaks.add(type + " " + records));
	}

	@AfterAll
	static void nothingLeaked() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
		ByteBufUtil.setLeakListener(null);
		sandbox.close();
		elsewhere.stop();
		assertThat(leaks).isEmpty();
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> ManagementFactory.getThreadMXBean().getThreadCount() <= threadsBefore + 30);
	}

	static Stream<Broken> faults() throws IOException {
		List<Broken> faults = new ArrayList<>();
		faults.add(unreachable("nothing at all", aResponse().withFault(Fault.EMPTY_RESPONSE)));
		faults.add(unreachable("a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		faults.add(unreachable("a broken chunk", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
		faults.add(unreachable("random bytes", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
		faults.add(late("a late beginning", aResponse().withBody(SUCCESS).withFixedDelay(LATE)));
		faults.add(late("a late error", aResponse().withStatus(500).withFixedDelay(LATE)));
		faults.add(late("a body in two parts, the second late",
				aResponse().withBody(SUCCESS).withChunkedDribbleDelay(2, LATE)));
		faults.add(late("a body that dribbles", aResponse().withBody(SUCCESS).withChunkedDribbleDelay(30, LATE)));
		faults.add(unreadable("half of an answer", "{\"code\":200,\"message\":\"x\",\"da"));
		faults.add(unreachable("a body shorter than its length",
				aResponse().withBody(SUCCESS).withHeader("Content-Length", "4000")));
		faults.add(unreadable("a body of 9 MB", aResponse().withBody("{" + " ".repeat(9_000_000) + "}")));
		faults.add(unreadable("9 MB of numbers",
				aResponse().withBody("{\"code\":200,\"data\":[" + "1,".repeat(4_500_000) + "1]}")));
		faults.add(unreadable("a gzip bomb of 200 MB",
				aResponse().withBody(zipped(200)).withHeader("Content-Encoding", "gzip")));
		faults.add(unreadable("gzip that is none",
				aResponse().withBody("this is not gzip, whatever it says").withHeader("Content-Encoding", "gzip")));
		faults.add(unreadable("an encoding nobody knows",
				aResponse().withBody("\u0001\u0002").withHeader("Content-Encoding", "unknown")));
		faults.add(unreadable("an empty body", ""));
		faults.add(unreadable("HTML", "<!DOCTYPE html><title>Maintenance</title>"));
		faults
			.add(unreadable("a fatal error", "<br />\n<b>Fatal error</b>:  Uncaught Exception: SELECT * FROM `users`"));
		faults.add(unreadable("bytes that are not UTF-8", aResponse().withBody(new byte[] { '{', '"', (byte) 0xff })));
		faults.add(unreadable("JSON nested 100,000 deep", "{\"a\":".repeat(100_000)));
		faults.add(unreadable("a list instead of an envelope", "[1,2,3]"));
		faults.add(unreadable("a word", "\"OK\""));
		faults.add(unreadable("null", "null"));
		faults.add(unreadable("an envelope without a code", "{}"));
		faults.add(unreadable("a code that is an object", "{\"code\":{}}"));
		faults.add(unreadable("a code that is a fraction", "{\"code\":200.5}"));
		faults.add(error("an unknown code", "{\"code\":777}"));
		faults.add(error("a code that is text and a reason nobody knows", "{\"code\":\"500\",\"message\":\"?\"}"));
		faults.add(error("an unknown reason", "{\"code\":400,\"message\":\"Something new\",\"data\":[]}"));
		faults.add(error("an endpoint nobody knows", "{\"status\":\"400\",\"err_code\":\"invalid_endpoint\"}"));
		faults.add(error("a warning of PHP", "{\"status\":500,\"errno\":2,\"message\":\"in /srv/x.php\"}"));
		faults.add(error("a database that is down", "{\"status\": 400,\"errors\": \"Connection refused\"}"));
		for (int status : List.of(201, 203, 206, 226)) {
			faults.add(unreadable("status " + status, aResponse().withStatus(status).withBody("<h1>?</h1>")));
		}
		for (int status : List.of(204, 205)) {
			faults.add(unreadable("status " + status, aResponse().withStatus(status)));
		}
		for (int status : List.of(300, 301, 302, 303, 304, 307, 308)) {
			faults.add(new Broken("a redirect with " + status,
					aResponse().withStatus(status)
						.withHeader("Location", elsewhere.baseUrl() + "/mobile_api/get_chats"),
					"upstream-unreachable", "not-sent"));
		}
		for (int status : List.of(400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 425, 451, 499)) {
			faults.add(new Broken("status " + status, aResponse().withStatus(status).withBody("<h1>?</h1>"),
					"upstream-error", "unknown"));
		}
		faults.add(new Broken("status 429", aResponse().withStatus(429), "overloaded", "not-sent"));
		faults.add(new Broken("a challenge of a CDN", aResponse().withStatus(403).withBody("<h1>Captcha</h1>"),
				"upstream-error", "not-sent"));
		faults.add(new Broken("status 413", aResponse().withStatus(413), "upstream-error", "not-sent"));
		for (int status : List.of(500, 501, 505, 508, 511, 599)) {
			faults.add(new Broken("status " + status, aResponse().withStatus(status), "upstream-error", "unknown"));
		}
		for (int status : List.of(502, 503, 504, 520, 522)) {
			faults.add(new Broken("status " + status, aResponse().withStatus(status).withBody("<h1>?</h1>"),
					"upstream-error", "unknown"));
		}
		ResponseDefinitionBuilder headers = aResponse().withBody(SUCCESS);
		IntStream.range(0, 2_000).forEach((i) -> headers.withHeader("X-" + i, "y"));
		faults.add(new Broken("too many headers", headers, "upstream-unreadable", "unknown"));
		return faults.stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("faults")
	void eachOperationSaysTheTruth(Broken broken) throws Exception {
		sandbox.reset();
		elsewhere.resetRequests();
		sandbox.wireMock()
			.stubFor(any(urlPathMatching("/mobile_api/(get_chats|get_messages|send_message|delete_message|clear_chat)"))
				.atPriority(1)
				.willReturn(broken.answer()));
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/search_messages")).withQueryParam("page_size", equalTo("1000"))
				.atPriority(1)
				.willReturn(broken.answer()));
		Instant start = Instant.now();
		try (ExecutorService threads = threads(broken)) {
			Map<String, Future<HttpResponse<String>>> responses = new TreeMap<>();
			OPERATIONS.forEach((name, operation) -> responses.put(name,
					threads.submit(() -> operation.apply(new FrontEnd(this.port, "alice-session")))));
			for (Map.Entry<String, Future<HttpResponse<String>>> response : responses.entrySet()) {
				check(broken, response.getKey(), response.getValue().get());
			}
		}
		assertThat(Duration.between(start, Instant.now())).isLessThan(DEADLINE);
		assertThat(elsewhere.getAllServeEvents()).isEmpty();
		Awaitility.await().until(() -> connections("active") == 0 && connections("pending") == 0);
		if (threadsBefore == 0) {
			threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
		}
	}

	/** All at once, answers of 9 MB would be late for each other. */
	private static ExecutorService threads(Broken broken) {
		return broken.name().contains("9 MB") ? Executors.newFixedThreadPool(3)
				: Executors.newVirtualThreadPerTaskExecutor();
	}

	private static void check(Broken broken, String operation, HttpResponse<String> response) {
		String code = code(broken, operation);
		int status = switch (code) {
			case "upstream-timeout" -> 504;
			case "image-too-large" -> 413;
			case "overloaded" -> 503;
			default -> 502;
		};
		assertThat(response.statusCode()).as("%s: %s", operation, response.body()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		JsonNode problem = FrontEnd.JSON.readTree(response.body());
		assertThat(problem.path("code").asString()).as(operation).isEqualTo(code);
		assertThat(problem.path("type").asString()).as(operation).isEqualTo("/problems/" + code);
		assertThat(problem.path("status").asInt()).as(operation).isEqualTo(status);
		assertThat(problem.path("instance").asString()).as(operation).isEqualTo(response.uri().getPath());
		assertThat(problem.path("outcome").asString("")).as(operation).isEqualTo(outcome(broken, operation));
		assertThat(response.body()).as(operation)
			.doesNotContain("alice-session", "SELECT", "php", "Exception", "127.0");
	}

	/**
	 * What only reads to mark is asked again like a read, after which nothing is certain.
	 */
	private static String outcome(Broken broken, String operation) {
		if (operation.equals("mark as seen")) {
			return "unknown";
		}
		return WRITES.contains(operation) ? broken.outcome() : "";
	}

	private static String code(Broken broken, String operation) {
		if (operation.equals("send an image") && broken.name().equals("status 413")) {
			return "image-too-large";
		}
		return broken.code();
	}

	private double connections(String state) {
		return this.meters.find("reactor.netty.connection.provider." + state + ".connections")
			.gauges()
			.stream()
			.mapToDouble(Gauge::value)
			.sum();
	}

	private static Broken unreachable(String name, ResponseDefinitionBuilder answer) {
		return new Broken(name, answer, "upstream-unreachable", "unknown");
	}

	private static Broken late(String name, ResponseDefinitionBuilder answer) {
		return new Broken(name, answer, "upstream-timeout", "unknown");
	}

	private static Broken unreadable(String name, ResponseDefinitionBuilder answer) {
		return new Broken(name, answer, "upstream-unreadable", "unknown");
	}

	private static Broken unreadable(String name, String body) {
		return unreadable(name, aResponse().withBody(body));
	}

	private static Broken error(String name, String body) {
		return new Broken(name, aResponse().withBody(body), "upstream-error", "unknown");
	}

	private static byte[] zipped(int megabytes) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			byte[] zeros = new byte[1_000_000];
			for (int i = 0; i < megabytes; i++) {
				gzip.write(zeros);
			}
		}
		return bytes.toByteArray();
	}

}
