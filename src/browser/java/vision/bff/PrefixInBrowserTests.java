package vision.bff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.SandboxServer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page and the explorer where a proxy takes a prefix off the paths.
 */
@SandboxTest(properties = { "server.forward-headers-strategy=native",
		"vision.cors.allowed-origins=https://friend.example.com" })
class PrefixInBrowserTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String PREFIX = "/v1/chat";

	@LocalServerPort
	private int port;

	@Test
	void thePageAndTheExplorerWorkBelowIt() {
		PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
		for (int i = 1; i <= 60; i++) {
			sandbox.writeFromThePhone("bob", "alice", "Number " + i + ".");
		}
		try (Chromium chromium = Chromium.start()) {
			Page page = chromium.browser().newPage();
			List<String> asked = new CopyOnWriteArrayList<>();
			page.onRequest((request) -> asked.add(request.url()));
			page.route("**", this::takeOff);
			page.navigate(origin() + PREFIX + "/");
			page.getByLabel("E-mail or user name").fill("alice");
			page.getByLabel("Password").fill("alice-password");
			page.keyboard().press("Enter");
			page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Bob O'Neil")).first().click();
			Locator messages = page.locator(".scroller");
			assertThat(messages).containsText("Number 60.");
			page.waitForFunction("""
					() => {
						const scroller = document.querySelector('.scroller')
						scroller.scrollTop = 0
						return scroller.textContent.includes('Number 1.')
					}""");
			sandbox.writeFromThePhone("bob", "alice", "Live too");
			assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Bob O'Neil")).first())
				.containsText("Live too");

			page.navigate(origin() + PREFIX + "/swagger-ui/index.html");
			assertThat(page.locator(".servers")).containsText(PREFIX);
			assertThat(page.locator("#operations-Chats-listChats")).isVisible();
			assertThat(asked).filteredOn((url) -> url.contains("/messages?before=")).isNotEmpty();
			assertThat(asked).filteredOn((url) -> url.startsWith(origin()))
				.allMatch((url) -> url.startsWith(origin() + PREFIX + "/"));
		}
	}

	/** As a proxy does, without the page knowing of it. */
	private void takeOff(Route route) {
		Request request = route.request();
		Map<String, String> headers = new HashMap<>(request.headers());
		headers.put("X-Forwarded-Prefix", PREFIX);
		route.resume(new Route.ResumeOptions().setUrl(request.url().replace(origin() + PREFIX, origin()))
			.setHeaders(headers));
	}

	private String origin() {
		return "http://localhost:" + this.port;
	}

}
