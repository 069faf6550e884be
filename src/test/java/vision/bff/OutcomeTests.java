package vision.bff;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.SandboxServer;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.part;
import static vision.bff.FrontEnd.send;

/**
 * Whoever refuses a write, and however early, tells what became of it. What Tomcat
 * refuses is among the {@link InputBoundsTests}, what the site does not do among the
 * {@link FaultMatrixTests}.
 */
@SandboxTest(properties = { "server.forward-headers-strategy=native",
		"vision.cors.allowed-origins=https://friend.example.com" })
class OutcomeTests {

	private static final String MESSAGES = "/chats/78/messages";

	private static final String HI = "{\"text\": \"Hi\"}";

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final AtomicInteger addresses = new AtomicInteger();

	private final String address = "203.0.113." + addresses.incrementAndGet();

	@LocalServerPort
	private int port;

	static Stream<Refusal> refusals() {
		return Stream.of(
				new Refusal("a blank text", 422, "invalid-message", (alice) -> post(alice, "{\"text\": \" \"}")),
				new Refusal("a body of other fields", 422, "invalid-message", (alice) -> post(alice, "{\"a\": 1}")),
				new Refusal("no JSON", 400, "invalid-request", (alice) -> post(alice, "Hi")),
				new Refusal("a key out of bounds", 400, "invalid-request",
						(alice) -> post(alice, HI).header("Idempotency-Key", "a b")),
				new Refusal("a user out of bounds", 400, "invalid-request",
						(alice) -> alice.request("/chats/0/messages").DELETE()),
				new Refusal("a path not in its plain form", 400, "invalid-request",
						(alice) -> alice.request("/chats//78").DELETE()),
				new Refusal("a type that is not taken", 415, "unsupported-media-type",
						(alice) -> post(alice, HI).setHeader("Content-Type", "text/plain")),
				new Refusal("a content coding", 415, "unsupported-media-type",
						(alice) -> post(alice, HI).header("Content-Encoding", "gzip")),
				new Refusal("a content coding of a deletion", 415, "unsupported-media-type",
						(alice) -> alice.request(MESSAGES + "/144").DELETE().header("Content-Encoding", "gzip")),
				new Refusal("no image", 415, "unsupported-media-type",
						(alice) -> alice.multipart(78,
								part("Hi".getBytes(StandardCharsets.UTF_8), "image", "a.gif", true))),
				new Refusal("an image by another name", 400, "invalid-request",
						(alice) -> alice.multipart(78,
								part("GIF89a".getBytes(StandardCharsets.UTF_8), "picture", "a.gif", true))),
				new Refusal("an image that is not whole", 422, "invalid-image",
						(alice) -> alice.multipart(78,
								part("GIF89a".getBytes(StandardCharsets.UTF_8), "image", "a.gif", true))),
				new Refusal("an image of 25 MiB", 413, "image-too-large",
						(alice) -> alice.multipart(78, new byte[25 * 1024 * 1024])),
				new Refusal("a type that is not offered", 406, "not-acceptable",
						(alice) -> post(alice, HI).header("Accept", "text/html")),
				new Refusal("a method that is not offered", 405, "method-not-allowed",
						(alice) -> alice.request("/chats").POST(BodyPublishers.ofString(HI))),
				new Refusal("a path where nothing is", 404, "not-found",
						(alice) -> alice.request("/chats/78/nowhere").DELETE()),
				new Refusal("no credential", 401, "unauthenticated",
						(alice) -> alice.anonymous(MESSAGES + "/144").DELETE()),
				new Refusal("a malformed credential", 401, "invalid-session",
						(alice) -> alice.anonymous("/chats/78").DELETE().header("Authorization", "Bearer a b")),
				new Refusal("a cookie that was not sealed here", 401, "invalid-session",
						(alice) -> alice.anonymous("/chats/78")
							.DELETE()
							.header("Cookie", "__Host-Http-vision-session=AQ")
							.header("Vision-CSRF", "1")),
				new Refusal("a cookie alone", 403, "csrf-header-required",
						(alice) -> alice.anonymous("/%63hats/78")
							.DELETE()
							.header("Cookie", "__Host-Http-vision-session=AQ")),
				new Refusal("a page of somebody else", 403, "origin-not-allowed",
						(alice) -> alice.request("/chats/78").DELETE().header("Origin", "https://evil.example.com")),
				new Refusal("nobody to write to", 404, "user-not-found",
						(alice) -> alice.request("/chats/9999/messages")
							.header("Content-Type", "application/json")
							.POST(BodyPublishers.ofString(HI))),
				new Refusal("nobody to have written", 404, "user-not-found",
						(alice) -> alice.request("/chats/9999/seen").PUT(BodyPublishers.noBody())),
				new Refusal("no such message", 404, "message-not-found",
						(alice) -> alice.request(MESSAGES + "/99999").DELETE()));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusals")
	void whatWasRefusedWasNotSent(Refusal refusal) {
		HttpResponse<String> answer = send(refusal.request().apply(alice()).header("X-Forwarded-For", this.address));
		assertProblem(answer, refusal.status(), refusal.code());
		assertThat(outcome(answer)).isEqualTo("not-sent");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void whatCameTooOftenWasNotSent(String method) {
		FrontEnd nobody = new FrontEnd(this.port, "made-up-" + method);
		HttpResponse<String> answer = Stream
			.generate(() -> send(nobody.request("/chats/0/messages")
				.method(method, BodyPublishers.noBody())
				.header("X-Forwarded-For", this.address)))
			.limit(1_000)
			.filter((each) -> each.statusCode() == 429)
			.findFirst()
			.orElseThrow();
		assertProblem(answer, 429, "too-many-requests");
		assertThat(outcome(answer)).isEqualTo("not-sent");
	}

	@Test
	void whatBelongsToAnotherRequestWasNotSent() {
		assertThat(send(post(alice(), HI).header("Idempotency-Key", "reused")).statusCode()).isEqualTo(201);
		HttpResponse<String> answer = send(
				post(alice(), "{\"text\": \"Another\"}").header("Idempotency-Key", "reused"));
		assertProblem(answer, 422, "idempotency-key-reused");
		assertThat(outcome(answer)).isEqualTo("not-sent");
	}

	@Test
	void whatIsStillUnderWayMayYetBeSent() {
		sandbox.fault(PlannedFault.of("send_message", FaultKind.DELAY).withDelay(Duration.ofSeconds(3)));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			threads.submit(() -> send(post(alice(), HI).header("Idempotency-Key", "slow")));
			Awaitility.await()
				.until(() -> sandbox.wireMock()
					.getAllServeEvents()
					.stream()
					.anyMatch((event) -> event.getRequest().getUrl().contains("send_message")));
			HttpResponse<String> answer = send(post(alice(), HI).header("Idempotency-Key", "slow"));
			assertProblem(answer, 409, "idempotency-key-in-use");
			assertThat(outcome(answer)).isEqualTo("unknown");
		}
	}

	@Test
	void whatIsNoWriteHasNoOutcome() {
		assertThat(outcome(alice().get("/chats/0"))).isEmpty();
		assertThat(outcome(send(alice().anonymous("/session").POST(BodyPublishers.noBody())))).isEmpty();
		sandbox.wireMock().stubFor(any(anyUrl()).willReturn(okJson("{\"code\": 401, \"data\": []}")));
		assertThat(outcome(alice().get("/chats/78/messages"))).isEmpty();
	}

	private static HttpRequest.Builder post(FrontEnd frontEnd, String body) {
		return frontEnd.request(MESSAGES)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body));
	}

	private static String outcome(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
		return FrontEnd.JSON.readTree(answer.body()).path("outcome").asString("");
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

	record Refusal(String name, int status, String code, Function<FrontEnd, HttpRequest.Builder> request) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
