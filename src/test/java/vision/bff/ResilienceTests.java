package vision.bff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * What a slow or half dead site does to those who ask.
 */
@SandboxTest(properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
		"vision.rate-limit.enabled=false", "vision.timeouts.response=1500ms", "vision.timeouts.request=2s",
		"vision.uploads.stalled-after=2s", "vision.uploads.lowest-rate=1KB", "server.tomcat.connection-timeout=4s",
		"management.server.port=0", "resilience4j.bulkhead.instances.upstream.max-concurrent-calls=8" })
class ResilienceTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Autowired
	private CircuitBreakerRegistry breakers;

	@Autowired
	private MeterRegistry meters;

	@BeforeEach
	void reset() {
		breaker().reset();
	}

	@ParameterizedTest
	@CsvSource({ "RESET, 502", "STATUS, 502", "STATUS, 503", "STATUS, 504" })
	void aReadThatMayNowSucceedIsMadeOnceMore(FaultKind kind, int status) {
		double retries = this.meters.get("vision.upstream.retries").counter().count();
		sandbox.fault(PlannedFault.of("get_chats", kind).withStatus(status));
		body(alice().get("/chats"), 200);
		assertThat(calls("get_chats")).isEqualTo(2);
		assertThat(this.meters.get("vision.upstream.retries").counter().count() - retries).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "STATUS, 500, upstream-error", "STATUS, 404, upstream-error", "FATAL_ERROR, 502, upstream-unreadable",
			"UNKNOWN_CODE, 502, upstream-error" })
	void aReadThatWouldFailAgainIsNotRepeated(FaultKind kind, int status, String code) {
		sandbox.fault(PlannedFault.of("get_chats", kind).withStatus(status));
		assertProblem(alice().get("/chats"), 502, code);
		assertThat(calls("get_chats")).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "RESET, send_message", "STATUS, send_message", "RESET, delete_message", "STATUS, clear_chat" })
	void aWriteIsMadeOnce(FaultKind kind, String call) {
		sandbox.fault(PlannedFault.of(call, kind).withTimes(2));
		HttpResponse<String> response = switch (call) {
			case "send_message" -> alice().text(78, "Hi");
			case "delete_message" -> alice().delete("/chats/78/messages/144");
			default -> alice().delete("/chats/78");
		};
		JsonNode problem = body(response, 502);
		assertThat(problem.path("outcome").asString()).isEqualTo("unknown");
		assertThat(calls(call)).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/chats", "/chats/78/messages?after=1", "/chats/78/messages/search?q=x" })
	void aSiteThatDoesNotAnswerIsNotWaitedForLongerThanTheBudget(String path) {
		sandbox
			.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.DELAY).withTimes(9).withDelay(Duration.ofSeconds(20)));
		assertProblem(alice().get(path), 504, "upstream-timeout");
	}

	@Test
	void threeCallsThatAreNotTooSlowEachAreTooSlowTogether() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		sandbox
			.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.DELAY).withTimes(9).withDelay(Duration.ofMillis(900)));
		assertProblem(alice().get("/chats/78/messages?after=1"), 504, "upstream-timeout");
	}

	@Test
	void aSendThatHasNoTimeLeftIsNotSent() {
		sandbox.fault(PlannedFault.of("search_messages", FaultKind.DELAY).withDelay(Duration.ofSeconds(20)));
		HttpResponse<String> response = alice().text(78, "Hi");
		assertProblem(response, 504, "upstream-timeout");
		assertThat(FrontEnd.JSON.readTree(response.body()).path("outcome").asString()).isEqualTo("not-sent");
		assertThat(calls("send_message")).isZero();
	}

	@Test
	void anImageThatStopsArrivingIsGivenUp() throws IOException {
		try (Socket socket = upload()) {
			BufferedReader answer = reader(socket);
			assertThat(answer.readLine()).startsWith("HTTP/1.1 408");
			JsonNode problem = problem(answer);
			assertThat(problem.path("code").asString()).isEqualTo("upload-stalled");
			assertThat(problem.path("outcome").asString()).isEqualTo("not-sent");
			assertThat(problem.path("retryable").asBoolean()).isTrue();
		}
		body(alice().get("/chats"), 200);
	}

	/**
	 * It is given up long before its client is, which would hold up whoever waits for
	 * that.
	 */
	@Test
	void anImageThatStopsArrivingHoldsUpNobodyElse() throws Exception {
		HttpRequest chats = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/chats"))
			.header("Authorization", "Bearer alice-session")
			.timeout(Duration.ofSeconds(30))
			.build();
		AtomicInteger meanwhile = new AtomicInteger();
		try (Socket socket = upload();
				HttpClient client = HttpClient.newHttpClient();
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<String> answer = threads.submit(() -> reader(socket).readLine());
			Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
				assertThat(client.send(chats, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
				return answer.isDone() || meanwhile.incrementAndGet() < 0;
			});
			assertThat(meanwhile).hasValueGreaterThan(2);
			assertThat(answer.get()).startsWith("HTTP/1.1 408");
		}
	}

	@Test
	void anImageThatArrivesTooSlowlyIsGivenUpAndWasNotSent() throws Exception {
		try (Socket socket = upload(1_000); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			BufferedReader answer = reader(socket);
			Future<JsonNode> problem = threads.submit(() -> {
				assertThat(answer.readLine()).startsWith("HTTP/1.1 408");
				return problem(answer);
			});
			Awaitility.await().pollInterval(Duration.ofMillis(100)).until(() -> {
				socket.getOutputStream().write(new byte[10]);
				return problem.isDone();
			});
			assertThat(problem.get().path("code").asString()).isEqualTo("upload-stalled");
			assertThat(problem.get().path("outcome").asString()).isEqualTo("not-sent");
		}
		body(alice().get("/chats"), 200);
	}

	@Test
	void aSlowLineHasTheTimeItNeedsAndIsNoOutageOfTheSite() throws Exception {
		byte[] body = FrontEnd.part(Pictures.png(100_000), "image", "a.png", true);
		PipedOutputStream sender = new PipedOutputStream();
		PipedInputStream arriving = new PipedInputStream(sender, body.length);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<HttpResponse<String>> response = threads
				.submit(() -> FrontEnd.send(alice().request("/chats/78/messages")
					.header("Content-Type", "multipart/form-data; boundary=b0undary")
					.POST(HttpRequest.BodyPublishers.ofInputStream(() -> arriving))));
			AtomicInteger sent = new AtomicInteger();
			Awaitility.await().pollInSameThread().pollInterval(Duration.ofMillis(100)).until(() -> {
				sender.write(body, sent.getAndAdd(1_000), 1_000);
				sender.flush();
				return sent.get() == 40_000;
			});
			sender.write(body, 40_000, body.length - 40_000);
			sender.close();
			body(response.get(), 201);
		}
		assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isZero();
	}

	private Socket upload() throws IOException {
		return upload(20_000);
	}

	/**
	 * The beginning of an upload of 100,000 bytes.
	 */
	private Socket upload(int arrived) throws IOException {
		byte[] head = """
				POST /chats/78/messages HTTP/1.1\r
				Host: localhost\r
				Authorization: Bearer alice-session\r
				Content-Type: multipart/form-data; boundary=b\r
				Content-Length: 100000\r
				\r
				--b\r
				Content-Disposition: form-data; name="image"; filename="a.png"\r
				Content-Type: image/png\r
				\r
				""".getBytes(StandardCharsets.US_ASCII);
		Socket socket = new Socket("localhost", this.port);
		socket.setSoTimeout(30_000);
		socket.getOutputStream().write(head);
		socket.getOutputStream().write(Pictures.png(100_000), 0, arrived);
		return socket;
	}

	private static BufferedReader reader(Socket socket) throws IOException {
		return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
	}

	private static JsonNode problem(BufferedReader answer) throws IOException {
		int length = 0;
		for (String line = answer.readLine(); !line.isEmpty(); line = answer.readLine()) {
			if (line.startsWith("Content-Length: ")) {
				length = Integer.parseInt(line.substring("Content-Length: ".length()));
			}
		}
		StringBuilder body = new StringBuilder();
		while (body.length() < length) {
			int character = answer.read();
			assertThat(character).isNotNegative();
			body.append((char) character);
		}
		return FrontEnd.JSON.readTree(body.toString());
	}

	@Test
	void theBreakerOpensSoonAfterTheSiteFailsAndClosesSoonAfterItRecovers() {
		sandbox
			.fault(PlannedFault.of(PlannedFault.ANY, FaultKind.STATUS).withStatus(503).withTimes(PlannedFault.ALWAYS));
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> code(alice().get("/chats")).equals("overloaded"));
		HttpResponse<String> refused = alice().text(78, "Hi");
		assertProblem(refused, 503, "overloaded");
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
		assertThat(FrontEnd.JSON.readTree(refused.body()).path("outcome").asString()).isEqualTo("not-sent");
		assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
		assertThat(health("/actuator/health/readiness").path("status").asString()).isEqualTo("UP");
		sandbox.clearFaults();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> alice().get("/chats").statusCode() == 200
					&& breaker().getState() == CircuitBreaker.State.CLOSED);
		body(alice().text(78, "Hi"), 201);
	}

	@Test
	void noRefusalOfAUserOpensTheBreaker() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		for (int i = 0; i < 30; i++) {
			assertProblem(alice().text(35, "Hi"), 403, "blocked");
			assertProblem(new FrontEnd(this.port, "nobody").get("/chats"), 401, "invalid-session");
			assertProblem(alice().get("/chats/999/messages"), 404, "user-not-found");
			assertProblem(alice().get("/chats/78/messages/search?q=x"), 502, "search-unavailable");
			sandbox.fault("get_chats", FaultKind.UNKNOWN_CODE);
			assertProblem(alice().get("/chats"), 502, "upstream-error");
		}
		assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
	}

	@Test
	void soManyCallsAreInFlightAndNoMore() throws Exception {
		sandbox
			.fault(PlannedFault.of("search_messages", FaultKind.DELAY).withTimes(8).withDelay(Duration.ofSeconds(1)));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<HttpResponse<String>>> responses = IntStream.range(0, 40)
				.mapToObj((i) -> threads.submit(() -> alice().get("/chats/78/messages/search?q=x")))
				.toList();
			int refused = 0;
			for (Future<HttpResponse<String>> response : responses) {
				if (response.get().statusCode() == 503) {
					assertProblem(response.get(), 503, "overloaded");
					assertThat(response.get().headers().firstValue("Retry-After")).hasValue("1");
					refused++;
				}
			}
			assertThat(refused).isPositive();
		}
	}

	@Test
	void theStateOfTheBreakerAndOfTheBulkheadsIsMeasured() {
		body(alice().get("/chats"), 200);
		assertThat(this.meters.get("resilience4j.circuitbreaker.state")
			.tag("name", "upstream")
			.tag("state", "closed")
			.gauge()
			.value()).isOne();
		assertThat(this.meters.get("resilience4j.circuitbreaker.calls").tag("kind", "successful").timer().count())
			.isPositive();
		assertThat(this.meters.get("resilience4j.bulkhead.available.concurrent.calls")
			.tag("name", "upstream")
			.gauge()
			.value()).isEqualTo(8);
	}

	private static int calls(String call) {
		return sandbox.wireMock()
			.countRequestsMatching(anyRequestedFor(urlPathEqualTo("/mobile_api/" + call)).build())
			.getCount();
	}

	private static String code(HttpResponse<String> response) {
		return FrontEnd.JSON.readTree(response.body()).path("code").asString("");
	}

	private JsonNode health(String path) {
		return FrontEnd.JSON.readTree(FrontEnd.send(new FrontEnd(this.managementPort, "x").anonymous(path)).body());
	}

	private CircuitBreaker breaker() {
		return this.breakers.circuitBreaker("upstream");
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

}
