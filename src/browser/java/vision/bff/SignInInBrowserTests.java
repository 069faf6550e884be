package vision.bff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page has nothing but what it is told by the person in front of it.
 */
class SignInInBrowserTests {

	private static final String CALL = """
			async ([method, path, body]) => {
				const headers = { 'Vision-CSRF': '1', ...(body && { 'Content-Type': 'application/json' }) }
				const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) })
				const text = await answer.text()
				read.push(text + JSON.stringify([...answer.headers]))
				return JSON.stringify({ status: answer.status, body: text ? JSON.parse(text) : null })
			}
			""";

	/** All that a script of the page can get hold of. */
	private static final String EVERYTHING_READABLE = """
			async () => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML,
				window.name, location.href, history.state, await indexedDB.databases(), await caches.keys(),
				performance.getEntries().map((entry) => entry.toJSON()),
				'cookieStore' in window ? await cookieStore.getAll() : [], read])
			""";

	private static SandboxServer sandbox;

	private static Chromium chromium;

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void start() {
		sandbox = SandboxServer.start(0);
		chromium = Chromium.start();
		application = SpringApplication.run(VisionBffApplication.class, "--server.port=0", "--management.server.port=0",
				"--vision.base-url=" + sandbox.baseUrl(), "--vision.session.insecure-cookie=true");
	}

	@AfterAll
	static void end() {
		chromium.close();
		application.close();
		sandbox.close();
	}

	@Test
	void aPersonSignsInFindsSomebodyWritesAndLeavesAndThePageKnowsNoSecret() {
		BrowserContext browser = chromium.browser().newContext();
		Page page = browser.newPage();
		page.route("**/page/", (route) -> route.fulfill(new Route.FulfillOptions().setContentType("text/html")
			.setBody("<!doctype html><title>Chat</title><script>window.read = []</script>")));
		ConcurrentLinkedQueue<Response> responses = new ConcurrentLinkedQueue<>();
		page.onResponse(responses::add);
		page.navigate("http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port") + "/page/");

		assertThat(status(call(page, "GET", "/session", null))).isEqualTo(401);
		JsonNode started = call(page, "POST", "/session", Map.of("login", "alice", "password", "alice-password"));
		assertThat(status(started)).isEqualTo(201);
		assertThat(call(page, "GET", "/session", null).at("/body/me/username").asString()).isEqualTo("alice");
		int carol = call(page, "GET", "/people?q=carol", null).at("/body/items/0/id").asInt();
		JsonNode sent = call(page, "POST", "/chats/" + carol + "/messages", Map.of("text", "Hi, Carol"));
		assertThat(status(sent)).isEqualTo(201);

		String token = browser.cookies().stream().filter((cookie) -> cookie.name.equals("vision-session")).findFirst()
			.map((Cookie cookie) -> cookie.value)
			.orElseThrow();
		List<String> secrets = List.of(siteToken(), token, "alice-password", "@example.com", "203.0.113.");
		String readable = page.evaluate(EVERYTHING_READABLE).toString();
		assertThat(readable).contains("Hi, Carol");
		secrets.forEach((secret) -> assertThat(readable).doesNotContain(secret));
		assertThat(responses).noneMatch((response) -> response.text().contains(siteToken()));

		assertThat(status(call(page, "DELETE", "/session", null))).isEqualTo(204);
		assertThat(browser.cookies()).isEmpty();
		assertThat(status(call(page, "GET", "/chats", null))).isEqualTo(401);
		browser.close();
	}

	private static JsonNode call(Page page, String method, String path, @Nullable Map<String, String> body) {
		return FrontEnd.JSON.readTree(page.evaluate(CALL, Arrays.asList(method, path, body)).toString());
	}

	private static int status(JsonNode answer) {
		return answer.path("status").asInt();
	}

	private static String siteToken() {
		return sandbox.wireMock()
			.getAllServeEvents()
			.stream()
			.filter((call) -> call.getRequest().getUrl().equals("/native_api/auth/login"))
			.flatMap((call) -> call.getResponse().getHeaders().getHeader("Set-Cookie").values().stream())
			.filter((cookie) -> cookie.startsWith("user_id="))
			.map((cookie) -> cookie.substring("user_id=".length(), cookie.indexOf(';')))
			.findFirst()
			.orElseThrow();
	}

}
