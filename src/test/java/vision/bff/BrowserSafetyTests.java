package vision.bff;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest.Builder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.send;

/**
 * What a browser may do with the API, and what pages of other sites may not.
 */
@SandboxTest(properties = { "vision.rate-limit.enabled=false", "management.server.port=0",
		"vision.cors.allowed-origins=https://chat.example.com,http://localhost:3000",
		"vision.cors.allowed-headers=Sentry-Trace,X-Client" })
class BrowserSafetyTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String FRIEND = "https://chat.example.com";

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	@Test
	void everyUnsafeMappingNeedsTheHeaderWithACookieAndNotWithABearer() {
		String cookie = cookie();
		Map<String, String> unsafe = unsafeMappings();
		assertThat(unsafe).containsOnlyKeys("POST /session", "DELETE /session", "POST /chats/{userId}/messages",
				"DELETE /chats/{userId}/messages", "DELETE /chats/{userId}",
				"DELETE /chats/{userId}/messages/{messageId}", "PUT /chats/{userId}/seen");
		unsafe.forEach((mapping, path) -> {
			String method = mapping.substring(0, mapping.indexOf(' '));
			sandbox.reset();
			assertProblem(send(unsafe(path, method).header("Cookie", cookie)), 403, "csrf-header-required");
			assertThat(sandbox.wireMock().getAllServeEvents()).as(mapping).isEmpty();
			assertThat(send(unsafe(path, method).header("Cookie", cookie).header("Vision-CSRF", "1")).statusCode())
				.as(mapping)
				.isNotEqualTo(403);
			assertThat(send(unsafe(path, method).header("Authorization", "Bearer alice-session")).statusCode())
				.as(mapping)
				.isNotEqualTo(403);
			assertThat(
					send(unsafe(path, method).header("Authorization", "Bearer alice-session").header("Cookie", cookie))
						.statusCode())
				.as(mapping)
				.isNotEqualTo(403);
		});
	}

	@Test
	void aPageOfAnAllowedOriginMayAskAndReadWhatItNeeds() {
		HttpResponse<String> preflight = send(alice().anonymous("/chats/78/messages")
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", FRIEND)
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers",
					"authorization,content-type,idempotency-key,prefer,sentry-trace,traceparent,vision-csrf,x-client"));
		assertThat(preflight.statusCode()).isEqualTo(200);
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers")).hasValue(
				"authorization, content-type, idempotency-key, prefer, sentry-trace, traceparent, vision-csrf, x-client");
		assertThat(preflight.headers().map()).containsEntry("access-control-allow-origin", List.of(FRIEND))
			.containsEntry("access-control-allow-credentials", List.of("true"));
		HttpResponse<String> answer = send(alice().request("/chats").header("Origin", FRIEND));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(FRIEND);
		assertThat(Set.of(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow().split(", ")))
			.containsExactlyInAnyOrder("ETag", "Link", "Location", "Retry-After", "RateLimit", "RateLimit-Policy",
					"Idempotency-Key", "Idempotency-Replayed", "Cache-Status", "Age", "Stale-As-Of", "Text-Changed",
					"Preference-Applied");
	}

	@Test
	void aPageOfAnAllowedOriginMayComeBackToItsStream() {
		HttpResponse<String> preflight = send(alice().anonymous("/events")
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", FRIEND)
			.header("Access-Control-Request-Method", "GET")
			.header("Access-Control-Request-Headers", "authorization,last-event-id"));
		assertThat(preflight.statusCode()).isEqualTo(200);
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
			.hasValue("authorization, last-event-id");
	}

	@ParameterizedTest
	@CsvSource({ "/chats, GET", "/chats/78/messages, POST", "/chats/78/seen, PUT", "/chats/78, DELETE" })
	void aPageOfAnAllowedOriginMayUseEveryMethod(String path, String method) {
		HttpResponse<String> preflight = send(alice().anonymous(path)
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", FRIEND)
			.header("Access-Control-Request-Method", method));
		assertThat(preflight.statusCode()).isEqualTo(200);
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElseThrow().split(","))
			.contains(method);
	}

	@Test
	void aHeaderThatNobodyAllowedIsNotLetIn() {
		HttpResponse<String> preflight = send(alice().anonymous("/chats")
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", FRIEND)
			.header("Access-Control-Request-Method", "GET")
			.header("Access-Control-Request-Headers", "authorization,tracestate,x-other"));
		assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers")).hasValue("authorization");
	}

	@ParameterizedTest
	@CsvSource({ "GET, https://evil.example.com", "POST, https://evil.example.com", "GET, null",
			"GET, https://chat.example.com.evil.example.com", "GET, http://chat.example.com",
			"GET, https://chat.example.com:8443" })
	void aPageOfAnotherOriginIsRefused(String method, String origin) {
		HttpResponse<String> preflight = send(alice().anonymous("/chats")
			.method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", method));
		assertProblem(preflight, 403, "origin-not-allowed");
		HttpResponse<String> answer = send(alice().request("/chats").header("Origin", origin));
		assertProblem(answer, 403, "origin-not-allowed");
		assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
		assertThat(sandbox.wireMock().getAllServeEvents()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/chats", "/chats/0", "/chats/%00", "/nowhere", "/docs", "/v3/api-docs", "/page/page.js",
			"/house/house.css" })
	void everyAnswerTellsTheBrowserWhatNotToDo(String path) {
		assertThat(alice().get(path).headers().map())
			.containsEntry("content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'"))
			.containsEntry("strict-transport-security", List.of("max-age=31536000"))
			.containsEntry("x-content-type-options", List.of("nosniff"))
			.containsEntry("cross-origin-resource-policy", List.of("same-origin"))
			.doesNotContainKeys("server", "x-powered-by");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/swagger-ui/index.html", "/problems", "/problems/chat-not-found" })
	void aPageForPeopleTellsTheBrowserMore(String path) {
		HttpHeaders headers = send(alice().anonymous(path).header("Accept", "text/html")).headers();
		assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
			.startsWith("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; ");
		assertThat(headers.map()).containsEntry("strict-transport-security", List.of("max-age=31536000"))
			.containsEntry("x-content-type-options", List.of("nosniff"))
			.containsEntry("cross-origin-resource-policy", List.of("same-origin"))
			.containsEntry("x-frame-options", List.of("DENY"))
			.containsEntry("referrer-policy", List.of("no-referrer"))
			.containsEntry("cross-origin-opener-policy", List.of("same-origin"))
			.containsKey("permissions-policy");
	}

	@Test
	void theExplorerMayUseItsOwnFilesAndNoOther() {
		assertThat(alice().get("/swagger-ui/index.html").headers().firstValue("Content-Security-Policy"))
			.hasValue("default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
					+ "script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'");
	}

	@Test
	void theUpstreamHearsOnlyWhatWeBuild() {
		send(alice().request("/chats?_=session_id")
			.header("Cookie", "session_id=other; theme=dark")
			.header("X-Forwarded-For", "1.2.3.4")
			.header("X-Debug", "1")
			.header("User-Agent", "somebody"));
		assertThat(sandbox.wireMock().getAllServeEvents()).singleElement().satisfies((event) -> {
			assertThat(event.getRequest().getUrl()).isEqualTo("/mobile_api/get_chats?session_id=alice-session");
			assertThat(
					event.getRequest().getAllHeaderKeys().stream().map(String::toLowerCase).collect(Collectors.toSet()))
				.isSubsetOf("host", "user-agent", "accept", "traceparent", "content-length");
			assertThat(event.getRequest().getHeader("User-Agent")).doesNotContain("somebody");
		});
	}

	@Test
	void onlyHealthInfoAndMetricsAreOnThePortOfTheirOwn() {
		FrontEnd operator = new FrontEnd(this.managementPort, "x");
		assertThat(FrontEnd.JSON.readTree(operator.get("/actuator").body()).path("_links").propertyNames())
			.containsExactlyInAnyOrder("self", "health", "health-path", "info", "prometheus");
		for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus", "/actuator/env")) {
			assertProblem(alice().get(path), 404, "not-found");
		}
	}

	@Test
	void theDetailsOfHealthAreForNobody() {
		FrontEnd.assertJson(new FrontEnd(this.managementPort, "x").get("/actuator/health"), 200,
				"{\"groups\": [\"liveness\", \"readiness\"], \"status\": \"UP\"}");
	}

	private Map<String, String> unsafeMappings() {
		Map<String, String> unsafe = new TreeMap<>();
		this.mappings.getHandlerMethods()
			.keySet()
			.forEach((mapping) -> mapping.getMethodsCondition()
				.getMethods()
				.stream()
				.map(Enum::name)
				.filter((method) -> !Set.of("GET", "HEAD", "OPTIONS").contains(method))
				.forEach((method) -> mapping.getPatternValues()
					.forEach((pattern) -> unsafe.put(method + " " + pattern,
							pattern.replace("{userId}", "78").replace("{messageId}", "144")))));
		return unsafe;
	}

	private Builder unsafe(String path, String method) {
		return alice().anonymous(path)
			.header("Content-Type", "application/json")
			.method(method, BodyPublishers.ofString("{\"text\": \"Hi\"}"));
	}

	private String cookie() {
		String set = send(alice().request("/session").POST(BodyPublishers.noBody())).headers()
			.firstValue("Set-Cookie")
			.orElseThrow();
		return set.substring(0, set.indexOf(';'));
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

}
