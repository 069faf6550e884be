package vision.bff;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vision.bff.FrontEnd.send;

/**
 * A marked credential and a marked text go through everything, with every log at its most
 * talkative, and are looked for wherever they do not belong.
 */
@SandboxTest(properties = { "management.server.port=0", "logging.level.root=trace",
		"logging.level.vision.bff.observability.RequestLogValve=trace", "management.tracing.sampling.probability=1.0",
		"vision.rate-limit.enabled=false", "vision.breaker.enabled=false", "vision.cache.chats.stale-for=0s",
		"vision.session.insecure-cookie=true" })
@ExtendWith(OutputCaptureExtension.class)
class CanaryTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String CREDENTIAL = "alice-session";

	private static final String TEXT = "canary4711";

	private static final byte[] GIF = Pictures.gif();

	private static final String PASSWORD = "alice-password";

	/** What the site gives away of people, whom nobody has asked. */
	private static final List<String> PRIVATE = List.of("@example.com", "203.0.113.");

	private static final int LENGTH_OF_A_GUESS = 40;

	private final List<String> tokens = new ArrayList<>();

	private static final List<String> CALLS = List.of("get_chats", "get_messages", "search_messages", "send_message",
			"delete_message", "clear_chat", "auth/login", "search_people", "profile");

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	/**
	 * Levels are of the whole process, and all that comes after this would write a
	 * gigabyte of lines, and wait for it.
	 */
	@AfterAll
	static void sayLess() {
		LoggingSystem logging = LoggingSystem.get(CanaryTests.class.getClassLoader());
		logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
		logging.setLogLevel("vision.bff.observability.RequestLogValve", null);
	}

	@Test
	void whatIsMarkedShowsNowhere(CapturedOutput output) {
		String cookie = cookie();
		List<HttpResponse<String>> answers = new ArrayList<>(everything(cookie));
		rememberTokens();
		answers.addAll(wrong());
		for (FaultKind fault : FaultKind.values()) {
			CALLS.forEach((call) -> sandbox.fault(PlannedFault.of(call, fault).withTimes(2)));
			answers.addAll(everything(cookie));
			rememberTokens();
			sandbox.reset();
		}
		List<String> raw = malformed();
		assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();

		assertThat(this.tokens).isNotEmpty();
		assertThat(answers)
			.allSatisfy((answer) -> assertThat(answer.body() + answer.headers().map()).doesNotContain(PASSWORD)
				.doesNotContain(PRIVATE)
				.doesNotContain(this.tokens));
		await().until(() -> Spans.finished.size() > answers.size());
		assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 201, 204, 400, 401, 404, 422, 502);
		assertClean(
				answers.stream()
					.filter((answer) -> answer.statusCode() >= 400)
					.map((answer) -> answer.body().replace("\"instance\":\"" + answer.uri().getPath() + "\"", "")),
				cookie);
		assertThat(raw).allSatisfy(
				(problem) -> assertThat(problem).containsPattern("\"code\":\"(invalid-request|headers-too-large)\""));
		assertClean(raw.stream(), cookie);
		assertThat(Spans.finished).extracting(SpanData::getName).contains("GET /chats", "call /mobile_api/get_chats");
		assertClean(Spans.finished.stream().map(CanaryTests::told), cookie);
		FrontEnd operator = new FrontEnd(this.managementPort, "x");
		assertClean(Stream.of("/actuator", "/actuator/health", "/actuator/info", "/actuator/prometheus")
			.map((page) -> operator.get(page).body()), cookie);
		assertThat(output.getAll()).contains("TRACE", "RequestLogValve");
		assertClean(output.getAll().lines(), cookie);
	}

	private List<HttpResponse<String>> everything(String cookie) {
		FrontEnd alice = new FrontEnd(this.port, CREDENTIAL);
		List<HttpResponse<String>> answers = new ArrayList<>();
		answers.add(alice.get("/chats?_=" + CREDENTIAL));
		answers.add(alice.get("/chats?" + CREDENTIAL + "=" + TEXT));
		answers.add(alice.get("/chats/78"));
		answers.add(alice.text(78, TEXT));
		answers.add(send(alice.request("/chats/78/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", TEXT)
			.POST(BodyPublishers.ofString("{\"text\": \"" + TEXT + " again\"}"))));
		answers.add(alice.upload(78, GIF, "image", TEXT + ".gif"));
		answers.add(alice.upload(78, TEXT.getBytes(StandardCharsets.UTF_8), "image", "a.gif"));
		answers.add(alice.get("/chats/78/messages"));
		answers.add(alice.get("/chats/78/messages?after=100"));
		answers.add(alice.get("/chats/78/messages/21"));
		answers.add(alice.get("/chats/78/messages/search?q=" + TEXT));
		answers.add(alice.post("/chats/78/messages", "{\"text\": \"" + TEXT + "\", \"more\": \"" + TEXT + "\"}"));
		answers.add(alice.post("/chats/78/messages", "{\"text\": \"" + TEXT));
		answers.add(alice.post("/chats/78/messages", "[\"" + TEXT + "\"]"));
		answers.add(alice.get("/chats/78/messages?limit=" + TEXT));
		answers.add(send(alice.request("/chats").header("Accept", "text/" + TEXT)));
		answers.add(send(alice.request("/chats").method(TEXT, BodyPublishers.noBody())));
		answers.add(alice.get("/chats/" + TEXT));
		answers.add(new FrontEnd(this.port, CREDENTIAL + "x").get("/chats"));
		answers.add(send(byCookie("/chats", cookie)));
		answers.add(send(byCookie("/session", cookie)));
		answers.add(send(byCookie("/chats/78/messages", cookie).POST(BodyPublishers.ofString(TEXT))));
		answers.add(send(byCookie("/chats", cookie.substring(0, cookie.length() - 3))));
		answers.add(alice.delete("/chats/78/messages/21"));
		answers.add(alice.delete("/chats/78/messages"));
		answers.add(alice.delete("/chats/78"));
		answers.add(alice.signIn("alice", PASSWORD));
		answers.add(alice.signIn(TEXT, ""));
		answers.add(unread(PASSWORD, "\"" + PASSWORD + "\""));
		answers.add(unread(PASSWORD, "{\"login\": \"alice\", \"password\": [\"" + PASSWORD + "\"]}"));
		answers.add(unread(PASSWORD, "{\"login\": \"alice\", \"password\": \"" + PASSWORD));
		answers.add(alice.get("/session"));
		answers.add(alice.get("/people?q=carol"));
		answers.add(alice.get("/people/34"));
		answers.add(alice.get("/people/by-username/carol"));
		return answers;
	}

	/** An answer to that takes a while, so not with each fault. */
	private List<HttpResponse<String>> wrong() {
		FrontEnd nobody = new FrontEnd(this.port, "");
		return List.of(nobody.signIn(TEXT, PASSWORD), nobody.signIn("alice", PASSWORD + "x"));
	}

	private HttpResponse<String> unread(String type, String body) {
		return send(new FrontEnd(this.port, "").anonymous("/session")
			.header("Content-Type", "application/json")
			.header("Vision-CSRF", type)
			.POST(BodyPublishers.ofString(body)));
	}

	private void rememberTokens() {
		sandbox.wireMock()
			.getAllServeEvents()
			.stream()
			.filter((call) -> call.getRequest().getUrl().equals("/native_api/auth/login"))
			.map((call) -> call.getResponse().getHeaders())
			.filter((headers) -> headers != null && headers.getHeader("Set-Cookie").isPresent())
			.flatMap((headers) -> headers.getHeader("Set-Cookie").values().stream())
			.filter((cookie) -> cookie.startsWith("user_id="))
			.map((cookie) -> cookie.substring("user_id=".length(), cookie.indexOf(';')))
			.forEach(this.tokens::add);
	}

	/**
	 * What Tomcat refuses before any of our code.
	 */
	private List<String> malformed() {
		sandbox.reset();
		return List.of("GET /chats?" + CREDENTIAL + " b c HTTP/1.1\r\nHost: a\r\n\r\n",
				"GET /chats?{" + CREDENTIAL + "} HTTP/1.1\r\nHost: a\r\n\r\n",
				"GET /chats HTTP/1.1\r\nHost: a\r\nAuthorization Bearer " + CREDENTIAL + "\r\n\r\n",
				"GET /chats HTTP/1.1\r\nHost: a b " + CREDENTIAL + "\r\n\r\n",
				"GET /chats HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + CREDENTIAL + "\r\nX: " + TEXT.repeat(2000)
						+ "\r\n\r\n",
				"POST /chats/78/messages HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
						+ CREDENTIAL + "\r\nContent-Type: application/json\r\n\r\n" + TEXT + "\r\n\r\n",
				TEXT + " /chats?" + CREDENTIAL + " HTTP/9.9\r\n\r\n")
			.stream()
			.map((request) -> RawHttp.exchange(this.port, request.getBytes(StandardCharsets.ISO_8859_1)).body())
			.toList();
	}

	private String cookie() {
		HttpResponse<String> started = send(
				new FrontEnd(this.port, CREDENTIAL).request("/session").POST(BodyPublishers.noBody()));
		String header = started.headers().firstValue("Set-Cookie").orElseThrow();
		return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
	}

	private HttpRequest.Builder byCookie(String path, String cookie) {
		return new FrontEnd(this.port, "").anonymous(path).header("Cookie", "vision-session=" + cookie);
	}

	private void assertClean(Stream<String> told, String cookie) {
		List<String> secrets = Stream
			.of(List.of(CREDENTIAL, TEXT, PASSWORD, cookie.substring(0, LENGTH_OF_A_GUESS)), PRIVATE, this.tokens)
			.flatMap(List::stream)
			.toList();
		assertThat(told.filter((each) -> secrets.stream().anyMatch(each::contains))).isEmpty();
	}

	private static String told(SpanData span) {
		return span.getName() + span.getAttributes() + span.getEvents() + span.getStatus() + span.getLinks();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Spans implements SpanExporter {

		private static final ConcurrentLinkedQueue<SpanData> finished = new ConcurrentLinkedQueue<>();

		@Bean
		SpanExporter spans() {
			return new Spans();
		}

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			finished.addAll(spans);
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
