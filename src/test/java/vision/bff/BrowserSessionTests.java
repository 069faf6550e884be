package vision.bff;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SettableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertJson;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.send;

/**
 * Alice signs in from a browser, which keeps her session in a cookie.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "vision.session.keys=bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSE=")
@ExtendWith(OutputCaptureExtension.class)
class BrowserSessionTests {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

	private static final SettableClock clock = new SettableClock(NOON);

	private static final SandboxServer sandbox = SandboxServer.start(0, clock);

	private static final String NAME = "__Host-Http-vision-session";

	private static final String FORMER_NAME = "__Host-vision-session";

	private static final String ALICE = """
			{"id": 7, "username": "alice", "name": "Alice Liddell",
			 "avatarUrl": "%s/upload/default/avatar.png", "verified": false}""".formatted(sandbox.baseUrl());

	private static final String FORGOTTEN = "=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure; HttpOnly; SameSite=Strict";

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
		clock.set(NOON);
		sandbox.reset();
	}

	@Test
	void aSessionIsStartedShownUsedAndEnded() {
		HttpResponse<String> started = start("alice-session");
		assertJson(started, 201, byCookie());
		assertThat(started.headers().firstValue("Location")).hasValue("/session");
		assertThat(started.headers().allValues("Cache-Control")).containsExactly("no-store");
		String value = value(started);
		assertThat(attributes(started)).isEqualTo("Path=/; Max-Age=2592000; Secure; HttpOnly; SameSite=Strict");
		assertJson(byCookie("/session", value), 200, byCookie());
		assertThat(byCookie("/chats", value).body()).isEqualTo(alice().get("/chats").body());
		HttpResponse<String> ended = end(value);
		assertThat(ended.statusCode()).isEqualTo(204);
		assertThat(ended.headers().allValues("Set-Cookie")).containsExactly(NAME + FORGOTTEN, FORMER_NAME + FORGOTTEN);
	}

	private static String byCookie() {
		return "{\"authenticatedBy\": \"cookie\", \"expiresAt\": \"2026-12-23T12:00:00Z\", \"me\": " + ALICE + "}";
	}

	@Test
	void aCookieWithTheFormerNameIsTakenUnlessThereIsANewOne() {
		String alice = value(start("alice-session"));
		String bob = value(start("bob-session"));
		HttpResponse<String> former = send(anonymous("/session").header("Cookie", FORMER_NAME + "=" + alice));
		assertJson(former, 200, byCookie());
		HttpResponse<String> both = send(
				anonymous("/session").header("Cookie", FORMER_NAME + "=" + bob + "; " + NAME + "=" + alice));
		assertJson(both, 200, byCookie());
		assertProblem(send(anonymous("/chats/78").header("Cookie", FORMER_NAME + "=" + alice).DELETE()), 403,
				"csrf-header-required");
	}

	@Test
	void aBearerIsShownWithoutAnEnd() {
		assertJson(alice().get("/session"), 200,
				"{\"authenticatedBy\": \"bearer\", \"expiresAt\": null, \"me\": " + ALICE + "}");
		assertProblem(send(anonymous("/session")), 401, "unauthenticated");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody-session", SandboxServer.GONE_SESSION })
	void aTokenThatTheSiteRefusesStartsNoSession(String token) {
		HttpResponse<String> refused = start(token);
		assertProblem(refused, 401, "invalid-session");
		assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void anOutageIsNoSessionEvenIfAListIsStillKept() {
		alice().get("/chats");
		clock.advance(Duration.ofSeconds(10));
		sandbox.fault("get_chats", FaultKind.ERROR500);
		HttpResponse<String> refused = start("alice-session");
		assertProblem(refused, 502, "upstream-error");
		assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void aCookieStartsNoSession() {
		HttpResponse<String> refused = send(cookie("/session", value(start("alice-session"))).header("Vision-CSRF", "1")
			.POST(BodyPublishers.noBody()));
		assertProblem(refused, 401, "unauthenticated");
	}

	@Test
	void aCookieIsWorthNothingOnceItHasExpired() {
		String value = value(start("alice-session"));
		clock.set(NOON.plus(Duration.ofDays(30)).minusSeconds(1));
		assertThat(byCookie("/session", value).statusCode()).isEqualTo(200);
		clock.set(NOON.plus(Duration.ofDays(30)));
		assertProblem(byCookie("/session", value), 401, "invalid-session");
		assertProblem(byCookie("/chats", value), 401, "invalid-session");
		assertThat(end(value).statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "alice-session", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" })
	void aCookieThatWasNotSealedHereIsRefusedButCanBeForgotten(String value) {
		assertProblem(byCookie("/chats", value), 401, "invalid-session");
		assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
		assertThat(end(value).statusCode()).isEqualTo(204);
	}

	@Test
	void aBearerWinsOverACookieEvenIfItIsMalformed() {
		String bob = value(start("bob-session"));
		HttpResponse<String> asAlice = send(alice().request("/chats").header("Cookie", NAME + "=" + bob));
		assertThat(asAlice.body()).isEqualTo(alice().get("/chats").body());
		HttpResponse<String> malformed = send(cookie("/chats", bob).header("Authorization", "Bearer"));
		assertProblem(malformed, 401, "invalid-session");
	}

	@Test
	void anotherSchemeLeavesTheCookieToSayWhoItIs() {
		String value = value(start("alice-session"));
		HttpResponse<String> response = send(cookie("/session", value).header("Authorization", "Basic YTpi"));
		assertThat(response.statusCode()).isEqualTo(200);
	}

	@Test
	void theListOfAPersonVariesWithEachCredential() {
		assertThat(String.join(",", alice().get("/chats").headers().allValues("Vary")).split(", ?"))
			.usingElementComparator(String.CASE_INSENSITIVE_ORDER)
			.containsExactly("Authorization", "Cookie", "Accept-Encoding");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /chats", "GET, /session", "POST, /session", "DELETE, /chats/78" })
	void nothingOfSpringSecurityShowsItself(String method, String path) {
		HttpResponse<String> refused = send(anonymous(path).method(method, BodyPublishers.noBody()));
		assertProblem(refused, 401, "unauthenticated");
		assertThat(refused.headers().map()).doesNotContainKeys("set-cookie", "location");
		assertThat(refused.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/login", "/logout", "/default-ui.css" })
	void thereAreNoPagesOfSpringSecurity(String path) {
		assertProblem(send(anonymous(path)), 404, "not-found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/chats;a=b", "/chats//78", "/chats/%2e%2e/session", "/chats/78%2Fmessages" })
	void aPathThatIsNotPlainIsAProblem(String path) {
		assertThat(alice().get(path).headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(alice().get(path).statusCode()).isBetween(400, 404);
	}

	@Test
	void noSecretIsInTheLog(CapturedOutput output) {
		String value = value(start("alice-session"));
		byCookie("/chats", value);
		byCookie("/chats", value + "A");
		end(value);
		assertThat(output).doesNotContain(value, "alice-session", "bmV3IGtleS");
	}

	private HttpResponse<String> start(String token) {
		return send(new FrontEnd(this.port, token).request("/session").POST(BodyPublishers.noBody()));
	}

	private HttpResponse<String> end(String value) {
		return send(cookie("/session", value).header("Vision-CSRF", "1").DELETE());
	}

	private HttpResponse<String> byCookie(String path, String value) {
		return send(cookie(path, value));
	}

	private HttpRequest.Builder cookie(String path, String value) {
		return anonymous(path).header("Cookie", "theme=dark; " + NAME + "=" + value);
	}

	private HttpRequest.Builder anonymous(String path) {
		return alice().anonymous(path);
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

	private static String value(HttpResponse<String> started) {
		return setCookie(started).substring(NAME.length() + 1, setCookie(started).indexOf(';'));
	}

	private static String attributes(HttpResponse<String> started) {
		return setCookie(started).substring(setCookie(started).indexOf(';') + 2).replaceAll("Expires=[^;]*; ", "");
	}

	private static String setCookie(HttpResponse<String> started) {
		assertThat(started.headers().allValues("Set-Cookie")).singleElement().asString().startsWith(NAME + "=");
		return started.headers().firstValue("Set-Cookie").orElseThrow();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class SharedClock {

		@Bean
		@Primary
		Clock shared() {
			return clock;
		}

	}

}
