package vision.bff;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;
import static vision.bff.FrontEnd.send;

/**
 * People sign in with the name and the password that they have at the site.
 */
@SandboxTest(properties = { "vision.rate-limit.enabled=false", "vision.breaker.enabled=false" })
class SignInTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String LOGIN = "/native_api/auth/login";

	private static final String SUCCESS = "{\"err_code\":0,\"status\":200}";

	private static final String COOKIE = "__Host-Http-vision-session";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "A, alice", "B, alice@example.com", "C, ' ALICE '", "EARLY, Alice@Example.com" })
	void whoSignsInHasACookieAndIsToldWhoTheyAre(Dialect dialect, String login) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		HttpResponse<String> answer = frontEnd().signIn(login, "alice-password");
		JsonNode session = body(answer, 201);
		assertThat(session.propertyNames()).containsExactly("authenticatedBy", "expiresAt", "me");
		assertThat(session.path("authenticatedBy").asString()).isEqualTo("cookie");
		assertThat(session.path("me")).isEqualTo(FrontEnd.JSON.readTree("""
				{"id": 7, "username": "alice", "name": "Alice Liddell",
				 "avatarUrl": "%s/upload/default/avatar.png", "verified": false}""".formatted(sandbox.baseUrl())));
		assertThat(answer.headers().firstValue("Location")).hasValue("/session");
		assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
		assertThat(answer.headers().allValues("Set-Cookie")).singleElement()
			.asString()
			.matches(COOKIE
					+ "=[A-Za-z0-9_-]+; Path=/; Max-Age=2592000; Expires=[^;]+; Secure; HttpOnly; SameSite=Strict");
		assertThat(withCookie("/chats", answer).body())
			.isEqualTo(new FrontEnd(this.port, "alice-session").get("/chats").body());
	}

	@Test
	void theTokenOfTheSiteIsInNothingThatTheBrowserGets() {
		HttpResponse<String> answer = frontEnd().signIn("alice", "alice-password");
		String token = token();
		assertThat(token).hasSizeGreaterThan(40);
		assertThat(answer.body() + answer.headers().map()).doesNotContain(token, "user_id", "PHPSESSID",
				"alice-password", "@example.com");
		assertThat(calls().stream().filter((call) -> !path(call).equals(LOGIN)))
			.allSatisfy((call) -> assertThat(call.getRequest().getCookies()).isEmpty());
	}

	@Test
	void thePasswordGoesOutOnceAndOnlyInTheBody() {
		frontEnd().signIn("alice", "alice-password");
		assertThat(calls().stream().filter((call) -> call.getRequest().getBodyAsString().contains("password")))
			.singleElement()
			.satisfies((call) -> {
				assertThat(call.getRequest().getUrl()).isEqualTo(LOGIN);
				assertThat(call.getRequest().getBodyAsString()).isEqualTo("email=alice&password=alice-password");
			});
		assertThat(calls()).allSatisfy((call) -> assertThat(call.getRequest().getUrl()).doesNotContain("password"));
		assertThat(calls()).noneMatch((call) -> path(call).startsWith("/mobile_api/login"));
	}

	@Test
	void aPasswordIsHandedOnAsItWasTyped() {
		assertProblem(frontEnd().signIn("alice", " \u05e9 &=+%\"\\ "), 401, "wrong-credentials");
		assertThat(calls()).singleElement()
			.satisfies((call) -> assertThat(call.getRequest().formParameter("password").firstValue())
				.isEqualTo(" \u05e9 &=+%\"\\ "));
	}

	@Test
	void aWrongPasswordAndAnUnknownAccountAreTheSame() throws Exception {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<HttpResponse<String>> wrong = threads.submit(() -> frontEnd().signIn("alice", "bob-password"));
			Future<HttpResponse<String>> unknown = threads.submit(() -> frontEnd().signIn("zoe", "bob-password"));
			assertProblem(wrong.get(), 401, "wrong-credentials");
			assertThat(told(wrong.get())).isEqualTo(told(unknown.get()));
		}
		assertThat(calls()).extracting(SignInTests::path).containsExactly(LOGIN, LOGIN);
	}

	@Test
	void whoSignsInEndsNobodysSession() {
		HttpResponse<String> first = frontEnd().signIn("alice", "alice-password");
		HttpResponse<String> second = frontEnd().signIn("alice", "alice-password");
		assertThat(withCookie("/chats", first).statusCode()).isEqualTo(200);
		HttpResponse<String> ended = send(
				frontEnd().anonymous("/session").header("Cookie", cookie(second)).header("Vision-CSRF", "1").DELETE());
		assertThat(ended.statusCode()).isEqualTo(204);
		assertThat(withCookie("/chats", second).statusCode()).isEqualTo(200);
		assertThat(new FrontEnd(this.port, "alice-session").get("/chats").statusCode()).isEqualTo(200);
		assertThat(calls()).noneMatch((call) -> path(call).contains("logout"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"login\":\"alice\"}", "{\"password\":\"x\"}",
			"{\"login\":\"\",\"password\":\"x\"}", "{\"login\":\" \",\"password\":\"x\"}",
			"{\"login\":\"alice\",\"password\":\"\"}", "{\"login\":null,\"password\":null}",
			"{\"login\":\"al\\u0001ice\",\"password\":\"x\"}", "{\"login\":1,\"password\":\"x\"}",
			"{\"login\":\"alice\",\"password\":[\"x\"]}", "{\"login\":\"alice\",\"password\":\"x\",\"more\":1}",
			"{\"email\":\"alice\",\"password\":\"x\"}", "[\"alice\",\"x\"]", "\"alice-password\"" })
	void whatIsNoSignInIsNotTried(String body) {
		assertProblem(posted(body), 422, "invalid-sign-in");
		assertThat(calls()).isEmpty();
	}

	@Test
	void whatIsTooLongIsNotTried() {
		assertProblem(frontEnd().signIn("a".repeat(256), "x"), 422, "invalid-sign-in");
		assertProblem(frontEnd().signIn("alice", "\ud83d\ude00".repeat(256)), 422, "invalid-sign-in");
		assertProblem(frontEnd().signIn("alice", "x".repeat(65_000)), 422, "invalid-sign-in");
		assertProblem(frontEnd().signIn("alice", "x".repeat(66_000)), 422, "invalid-sign-in");
		assertThat(calls()).isEmpty();
		assertProblem(frontEnd().signIn("a".repeat(255), "\ud83d\ude00".repeat(255)), 401, "wrong-credentials");
	}

	@Test
	void nothingButJsonWithTheHeaderThatNoOtherSiteCanSendSignsIn() {
		String json = "{\"login\":\"alice\",\"password\":\"alice-password\"}";
		assertProblem(send(frontEnd().anonymous("/session")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json))), 403, "csrf-header-required");
		for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
			assertProblem(send(frontEnd().anonymous("/session")
				.header("Content-Type", type)
				.header("Vision-CSRF", "1")
				.POST(BodyPublishers.ofString(json))), 415, "unsupported-media-type");
		}
		assertProblem(send(frontEnd().request("/session")
			.header("Content-Type", "application/json")
			.header("Vision-CSRF", "1")
			.POST(BodyPublishers.ofString(json))), 400, "invalid-request");
		assertThat(calls()).isEmpty();
	}

	@Test
	void aTokenIsHandedOverWithoutABodyAlsoByWhoNamesItsType() {
		assertThat(handedOver("application/json").statusCode()).isEqualTo(201);
	}

	@Test
	void aTypeThatIsNotJsonIsRefusedAlsoWithoutABody() {
		for (String type : List.of("text/plain", "*/*", "application/*", "*/*;charset=UTF-8", "application/*+json", "*",
				"nonsense", "application/json;charset=nonsense", "application/json;q=*")) {
			assertProblem(handedOver(type), 415, "unsupported-media-type");
		}
		assertThat(calls()).isEmpty();
	}

	private HttpResponse<String> handedOver(String type) {
		return send(new FrontEnd(this.port, "alice-session").request("/session")
			.header("Content-Type", type)
			.POST(BodyPublishers.noBody()));
	}

	@Test
	void aSiteWithoutASignInLetsNobodyIn() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.LOGIN_MISSING));
		assertProblem(frontEnd().signIn("alice", "alice-password"), 502, "sign-in-unavailable");
		assertThat(calls()).extracting(SignInTests::path).containsExactly(LOGIN);
	}

	@Test
	void aSiteWhoseApiIsSwitchedOffLetsNobodyIn() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.API_DISABLED));
		HttpResponse<String> answer = frontEnd().signIn("alice", "alice-password");
		assertProblem(answer, 503, "api-disabled");
		assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
	}

	@Test
	void warningsOfTheSiteAreNoReasonToKeepAnybodyOut() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.WARNINGS));
		assertThat(frontEnd().signIn("alice", "alice-password").statusCode()).isEqualTo(201);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "DELAY", "WARNING" })
	void whateverBreaksTheSignInIsAskedOnceAndLetsNobodyIn(FaultKind fault) {
		sandbox.fault(PlannedFault.of("auth/login", fault));
		HttpResponse<String> answer = frontEnd().signIn("alice", "alice-password");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
		assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
		assertThat(calls()).extracting(SignInTests::path).containsExactly(LOGIN);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "DELAY", "WARNING" })
	void aSessionThatWasNotSeenToWorkIsNotHandedOut(FaultKind fault) {
		sandbox.fault(PlannedFault.of("get_chats", fault).withTimes(2));
		HttpResponse<String> answer = frontEnd().signIn("alice", "alice-password");
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
		assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", "deleted", "gone-session", "%20", "a b", "\"alice\"" })
	void aTokenThatDoesNotWorkIsNoSession(String token) {
		stub(aResponse().withBody(SUCCESS).withHeader("Set-Cookie", "user_id=" + token + "; path=/"));
		assertProblem(frontEnd().signIn("alice", "alice-password"), 502, "sign-in-unavailable");
	}

	@Test
	void theKnownSuccessWithOneTokenThatWorksIsWhatTheOthersLack() {
		stub(aResponse().withBody(SUCCESS).withHeader("Set-Cookie", "user_id=alice-session; path=/"));
		assertThat(frontEnd().signIn("alice", "alice-password").statusCode()).isEqualTo(201);
	}

	/**
	 * Each of them has all but one of what makes a success.
	 */
	static List<ResponseDefinitionBuilder> nearMisses() {
		long seed = Long.getLong("fuzz.seed", System.nanoTime());
		System.out.println("seed " + seed);
		Random random = new Random(seed);
		List<ResponseDefinitionBuilder> misses = new ArrayList<>();
		List<String> bodies = List.of("", " ", "null", "[]", "{}", "0", "200", "\"\"", "true", SUCCESS + "x",
				"[" + SUCCESS + "]", "{\"err_code\":0}", "{\"status\":200}", "{\"err_code\":0,\"status\":\"200\"}",
				"{\"err_code\":\"0\",\"status\":200}", "{\"err_code\":0.0,\"status\":200}",
				"{\"err_code\":false,\"status\":200}", "{\"err_code\":null,\"status\":200}",
				"{\"err_code\":\"\",\"status\":200}", "{\"err_code\":[],\"status\":200}",
				"{\"err_code\":1,\"status\":200}", "{\"err_code\":-1,\"status\":200}",
				"{\"err_code\":0,\"status\":400}", "{\"err_code\":0,\"status\":500}", "{\"err_code\":0,\"status\":0}",
				"{\"err_code\":0,\"status\":true}", "{\"err_code\":0,\"status\":200.5}",
				"{\"err_code\":4294967296,\"status\":200}", "{\"code\":200,\"data\":[]}",
				"{\"code\":200,\"status\":200}", "{\"status\":200,\"messages\":1}",
				"{\"err_code\":\"invalid_creds\",\"status\":200}", "{\"err_code\":\"captcha\",\"status\":200}",
				"{\"Err_code\":0,\"status\":200}", "{\"data\":" + SUCCESS + "}", "{'err_code':0,'status':200}",
				"<html>" + SUCCESS + "</html>", "{\"x\":" + SUCCESS, "x " + SUCCESS, SUCCESS + SUCCESS,
				"err_code=0&status=200", "{\"status\": 400,\"errors\": \"refused\"}",
				"<br />\n<b>Fatal error</b>:  Uncaught Exception");
		bodies.forEach((body) -> misses.add(signedIn(body, 200, "user_id=alice-session; path=/")));
		for (int status : List.of(201, 202, 203, 206, 301, 302, 307, 400, 401, 403, 404, 413, 418, 422, 429, 500, 502,
				503, 504, 599)) {
			misses.add(signedIn(SUCCESS, status, "user_id=alice-session; path=/"));
		}
		List<String> cookies = List.of("", "user_id", "user_id=", "user_id=; path=/", "user_id=deleted; Max-Age=0",
				"USER_ID=alice-session", "user_idx=alice-session", "xuser_id=alice-session", "PHPSESSID=alice-session",
				"session_id=alice-session", "auth=1; user_id=alice-session", "user_id=\"alice-session\"",
				"user_id=alice%2Dsession", "user_id=alice-session,x", "user_id=" + "x".repeat(257), "user_id=x\u00e9y",
				"=alice-session", "user_id=nobody");
		cookies.forEach((cookie) -> misses.add(signedIn(SUCCESS, 200, cookie)));
		misses.add(signedIn(SUCCESS, 200, "user_id=alice-session", "user_id=bob-session"));
		misses.add(signedIn(SUCCESS, 200, "user_id=alice-session", "user_id="));
		misses.add(aResponse().withBody(SUCCESS));
		while (misses.size() < 200) {
			misses.add(switch (random.nextInt(3)) {
				case 0 -> signedIn(broken(random, SUCCESS), 200, "user_id=alice-session");
				case 1 -> signedIn(SUCCESS, 200, "user_id=" + broken(random, "alice-session"));
				default -> signedIn(oneOf(random, bodies), 200 + random.nextInt(400), oneOf(random, cookies));
			});
		}
		return misses;
	}

	@Test
	void nobodyIsLetInOnAGuess() throws Exception {
		List<ResponseDefinitionBuilder> misses = nearMisses();
		assertThat(misses).hasSizeGreaterThanOrEqualTo(200);
		for (ResponseDefinitionBuilder miss : misses) {
			stub(miss);
			HttpResponse<String> answer = frontEnd().signIn("alice", "alice-password");
			assertThat(answer.statusCode()).as(() -> miss.build() + " " + answer.body()).isGreaterThan(400);
			assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
		}
	}

	/** A character in it is another one, or the rest is missing. */
	private static String broken(Random random, String whole) {
		int place = random.nextInt(whole.length());
		if (random.nextBoolean()) {
			return whole.substring(0, place);
		}
		char other = (char) ('!' + (whole.charAt(place) - '!' + 1 + random.nextInt(90)) % 94);
		return whole.substring(0, place) + ((other == '/') ? '.' : other) + whole.substring(place + 1);
	}

	private static ResponseDefinitionBuilder signedIn(String body, int status, String... cookies) {
		return aResponse().withStatus(status)
			.withBody(body.getBytes(StandardCharsets.UTF_8))
			.withHeader("Set-Cookie", cookies);
	}

	private static <T> T oneOf(Random random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

	private static void stub(ResponseDefinitionBuilder answer) {
		sandbox.wireMock().resetMappings();
		sandbox.reset();
		sandbox.wireMock().stubFor(any(urlPathEqualTo(LOGIN)).atPriority(1).willReturn(answer));
	}

	private static List<ServeEvent> calls() {
		return sandbox.wireMock().getAllServeEvents();
	}

	private static String path(ServeEvent call) {
		return call.getRequest().getUrl().replaceFirst("\\?.*", "");
	}

	private static String token() {
		return calls().stream()
			.filter((call) -> path(call).equals(LOGIN))
			.flatMap((call) -> call.getResponse().getHeaders().getHeader("Set-Cookie").values().stream())
			.filter((cookie) -> cookie.startsWith("user_id="))
			.map((cookie) -> cookie.substring("user_id=".length(), cookie.indexOf(';')))
			.findFirst()
			.orElseThrow();
	}

	/** All that could tell one answer from another. */
	private static String told(HttpResponse<String> answer) {
		return answer.statusCode() + answer.body().replaceFirst("\"traceId\":\"[0-9a-f]+\"", "")
				+ answer.headers().map().keySet();
	}

	private HttpResponse<String> posted(String body) {
		return send(frontEnd().anonymous("/session")
			.header("Content-Type", "application/json")
			.header("Vision-CSRF", "1")
			.POST(BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> withCookie(String path, HttpResponse<String> signedIn) {
		return send(frontEnd().anonymous(path).header("Cookie", cookie(signedIn)));
	}

	private static String cookie(HttpResponse<String> signedIn) {
		String set = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
		return set.substring(0, set.indexOf(';'));
	}

	private FrontEnd frontEnd() {
		return new FrontEnd(this.port, "alice-session");
	}

}
