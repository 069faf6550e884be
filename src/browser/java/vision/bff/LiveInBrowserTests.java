package vision.bff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.impl.driver.Driver;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.body;

/**
 * People have a page open that follows what changes, with the module that is offered for
 * it and the cookie.
 */
class LiveInBrowserTests {

	private static final int RESTARTS = Integer.getInteger("live.restarts", 1);

	private static final String PAGE = """
			<!doctype html>
			<title>Live</title>
			<script type="module">
			import { subscribe } from './live.js'
			window.messages = []
			window.follow = (open) => {
				window.live = subscribe({ open, onMessage: (_, message) => messages.push(message.id) })
			}
			</script>
			""";

	private static final String STRIP_TYPES = """
			const { readFileSync } = require('node:fs')
			const { stripTypeScriptTypes } = require('node:module')
			process.stdout.write(stripTypeScriptTypes(readFileSync(process.argv[1], 'utf8')))
			""";

	private static final String SIGN_IN = """
			async (session) => {
				const headers = { Authorization: `Bearer ${session}` }
				return (await fetch('/session', { method: 'POST', headers })).status
			}
			""";

	private static final String SEND = """
			async ([userId, text]) => {
				const headers = { 'Content-Type': 'application/json', 'Vision-CSRF': '1' }
				const body = JSON.stringify({ text })
				return (await (await fetch(`/chats/${userId}/messages`, { method: 'POST', headers, body })).json()).id
			}
			""";

	private static final String IDS = "(userId) => live.view.open.get(userId).items.map((each) => each.id)";

	private static final String KNOWS_THE_LIST = """
			async () => {
				const told = (chats) => JSON.stringify(chats.map((each) => [each.id, each.unreadCount, each.lastMessage]))
				return told((await (await fetch('/chats')).json()).items) === told(live.view.chats)
			}
			""";

	private static SandboxServer sandbox;

	private static Chromium chromium;

	private static String module;

	private static ConfigurableApplicationContext application;

	private static Line line;

	@BeforeAll
	static void start() throws IOException {
		sandbox = SandboxServer.start(0);
		chromium = Chromium.start();
		module = withoutTypes("api/clients/live/src/live.ts");
		application = bff();
		line = new Line(port());
	}

	@AfterAll
	static void end() throws IOException {
		chromium.close();
		line.close();
		application.close();
		sandbox.close();
	}

	/** What the compiler would make of it. The Node of the browser's driver can do that too. */
	private static String withoutTypes(String file) throws IOException {
		String node = Driver.ensureDriverInstalled(Chromium.ENVIRONMENT, false).createProcessBuilder().command().getFirst();
		Process process = new ProcessBuilder(node, "--no-warnings", "-e", STRIP_TYPES, file)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (InputStream output = process.getInputStream()) {
			return new String(output.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@AfterEach
	void closePages() {
		chromium.browser().contexts().forEach(BrowserContext::close);
	}

	private static ConfigurableApplicationContext bff() {
		return SpringApplication.run(VisionBffApplication.class, "--server.port=0", "--management.server.port=0",
				"--vision.base-url=" + sandbox.baseUrl(), "--vision.session.insecure-cookie=true",
				"--vision.session.keys=b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSE=");
	}

	private static int port() {
		return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/** Everybody has a browser of their own. */
	private Page page(String name, List<Integer> open) {
		Page page = chromium.browser().newContext().newPage();
		page.route("**/page/", (route) -> answer(route, "text/html", PAGE));
		page.route("**/page/live.js", (route) -> answer(route, "text/javascript", module));
		page.navigate("http://localhost:" + line.port() + "/page/");
		assertThat(page.evaluate(SIGN_IN, name + "-session")).isEqualTo(201);
		page.evaluate("(open) => follow(open)", open);
		page.waitForFunction("(open) => live.view.upstream === 'up' && live.view.chats.length > 0"
				+ " && open.every((each) => live.view.open.has(each))", open);
		return page;
	}

	private static void answer(Route route, String type, String body) {
		route.fulfill(new Route.FulfillOptions().setContentType(type).setBody(body));
	}

	@Test
	void whatOneWritesIsToldAtOnceAndSeenOnceTheOtherLooks() {
		Page alice = page("alice", List.of(78));
		Page bob = page("bob", List.of());
		Object unread = bob.evaluate("() => live.view.unreadCount");
		Object sent = alice.evaluate(SEND, List.of(78, "Look here"));
		bob.waitForFunction("(unread) => live.view.chats[0].user.id === 7"
				+ " && live.view.chats[0].lastMessage.text === 'Look here' && live.view.unreadCount === unread + 1", unread);
		alice.waitForFunction("(sent) => messages.includes(sent)", sent);
		JsonNode asked = body(new FrontEnd(port(), "alice-session").get("/chats/78/messages/" + sent), 200);
		assertThat(asked.path("seenAt").isNull()).isTrue();
		assertThat(alice.evaluate("() => live.view.open.get(78).items.at(-1).seenAt")).isNull();

		bob.evaluate("() => live.open([7])");
		bob.waitForFunction("(sent) => live.view.open.get(7)?.items.at(-1).id === sent", sent);
		alice.waitForFunction("() => live.view.open.get(78).items.at(-1).seenAt !== null");
		assertThat(alice.evaluate("() => messages")).isEqualTo(List.of(sent));
		assertThat(bob.evaluate("() => live.state")).isEqualTo("live");
	}

	@Test
	void aCutConnectionLosesAndDoublesNothing() {
		Page alice = page("alice", List.of(78));
		List<Integer> written = new ArrayList<>(bobWrites(3));
		await(alice, written);
		for (int missed : List.of(7, 30)) {
			line.cut();
			written.addAll(bobWrites(missed));
			line.mend(port());
			written.addAll(bobWrites(3));
			await(alice, written);
		}
		assertNothingIsMissing(alice, written);
	}

	@Test
	void aServiceThatDiesAndComesBackLosesAndDoublesNothing() {
		Page alice = page("alice", List.of(78));
		List<Integer> written = new ArrayList<>(bobWrites(3));
		for (int restart = 0; restart < RESTARTS; restart++) {
			line.cut();
			application.close();
			written.addAll(bobWrites(25));
			application = bff();
			line.mend(port());
			written.addAll(bobWrites(25));
			await(alice, written);
		}
		assertNothingIsMissing(alice, written);
	}

	@Test
	void whereThereIsNoRoomForAStreamThePagePolls() {
		FrontEnd elsewhere = new FrontEnd(port(), "alice-session");
		List<EventReader> others = IntStream.range(0, 6)
			.mapToObj((number) -> EventReader.open(elsewhere, "", ""))
			.toList();
		try {
			Page alice = page("alice", List.of());
			alice.waitForFunction("() => live.state === 'polling'");
		}
		finally {
			others.forEach(EventReader::close);
		}
	}

	private static List<Integer> bobWrites(int count) {
		return IntStream.range(0, count)
			.mapToObj((number) -> Math.toIntExact(sandbox.writeFromThePhone("bob", "alice", "No. " + number).orElseThrow()))
			.toList();
	}

	private static void await(Page page, List<Integer> written) {
		page.waitForFunction("(last) => messages.includes(last)", written.getLast());
	}

	private static void assertNothingIsMissing(Page page, List<Integer> written) {
		assertThat(page.evaluate("() => messages")).isEqualTo(written);
		assertThat(page.evaluate(IDS, 78)).asInstanceOf(InstanceOfAssertFactories.list(Integer.class))
			.doesNotHaveDuplicates()
			.endsWith(written.toArray(Integer[]::new));
		page.waitForFunction(KNOWS_THE_LIST);
	}

}
