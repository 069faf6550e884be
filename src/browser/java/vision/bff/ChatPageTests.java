package vision.bff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.SandboxServer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * People talk to each other on the chat page, each with a browser of their own.
 */
class ChatPageTests {

	private static final String FINDINGS = """
			async () => (await axe.run()).violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html}`))
			""";

	private static SandboxServer sandbox;

	private static Chromium chromium;

	private static ConfigurableApplicationContext application;

	private static String axe;

	private final List<String> errors = new ArrayList<>();

	@BeforeAll
	static void start() throws IOException {
		PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
		sandbox = SandboxServer.start(0);
		chromium = Chromium.start();
		application = SpringApplication.run(VisionBffApplication.class, "--server.port=0", "--management.server.port=0",
				"--vision.base-url=" + sandbox.baseUrl(), "--vision.session.insecure-cookie=true",
				"--vision.session.keys=b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSE=");
		try (InputStream script = ChatPageTests.class.getResourceAsStream("/axe.min.js")) {
			axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@AfterAll
	static void end() {
		chromium.close();
		application.close();
		sandbox.close();
	}

	@BeforeEach
	void reset() {
		sandbox.reset();
	}

	@AfterEach
	void close() {
		chromium.browser().contexts().forEach(BrowserContext::close);
		assertThat(this.errors).isEmpty();
	}

	private Page page(Browser.NewContextOptions options) {
		Page page = chromium.browser().newContext(options).newPage();
		page.onConsoleMessage((message) -> {
			if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
				this.errors.add(message.text());
			}
		});
		page.onPageError(this.errors::add);
		page.navigate("http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port") + "/");
		return page;
	}

	private Page page(String name) {
		Page page = page(new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1100, 700));
		signIn(page, name);
		return page;
	}

	private static void signIn(Page page, String name) {
		page.getByText("Use a token").first().click();
		page.getByLabel("Token (session_id)").fill(name + "-session");
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Use a token")).click();
		assertThat(page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Chats"))).containsText("");
	}

	private static Locator chat(Page page, String name) {
		return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first();
	}

	private static void accessible(Page page) {
		page.evaluate(axe);
		assertThat((List<?>) page.evaluate(FINDINGS)).isEmpty();
	}

	@Test
	void twoPeopleTalk() {
		Page alice = page("alice");
		Page bob = page("bob");
		chat(alice, "Bob O'Neil").click();
		assertThat(alice.locator(".message").last()).isVisible();
		accessible(alice);
		alice.getByRole(AriaRole.TEXTBOX).fill("Are you there, <b>Bob</b>?");
		alice.keyboard().press("Enter");
		assertThat(alice.locator(".message").last()).containsText("Are you there, <b>Bob</b>?");
		assertThat(chat(bob, "Alice")).containsText("Are you there, <b>Bob</b>?");
		assertThat(alice.locator(".message").last().locator(".tick")).containsText("Sent");
		chat(bob, "Alice").click();
		assertThat(bob.locator(".message").last()).containsText("Are you there, <b>Bob</b>?");
		assertThat(alice.locator(".message").last().locator(".tick")).containsText("Seen");
		bob.getByRole(AriaRole.TEXTBOX).fill("I am");
		bob.keyboard().press("Enter");
		assertThat(alice.locator(".message").last()).containsText("I am");
		alice.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/page.png")));
	}

	@Test
	void onAPhoneInTheDark() {
		Page alice = page(new Browser.NewContextOptions().setLocale("de-DE").setViewportSize(360, 640).setColorScheme(ColorScheme.DARK));
		alice.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/page-sign-in.png")));
		accessible(alice);
		alice.getByText("Ein Token benutzen").first().click();
		alice.getByLabel("Token (session_id)").fill("alice-session");
		alice.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ein Token benutzen")).click();
		assertThat(chat(alice, "Bob O'Neil")).isVisible();
		alice.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/page-list.png")));
		accessible(alice);
		chat(alice, "Bob O'Neil").click();
		assertThat(alice.locator(".message").last()).isVisible();
		alice.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/page-dark.png")));
		accessible(alice);
	}

	@Test
	void aMessageWhoseAnswerIsLostIsSentOnce() {
		Page alice = page("alice");
		chat(alice, "Bob O'Neil").click();
		sandbox.fault(PlannedFault.of("send_message", FaultKind.RESET_AFTER_STORING));
		alice.getByRole(AriaRole.TEXTBOX).fill("Only once");
		alice.keyboard().press("Enter");
		assertThat(alice.locator(".message.mine", new Page.LocatorOptions().setHasText("Only once")).last().locator(".tick")).isVisible();
		assertThat(alice.locator(".message.outgoing")).hasCount(0);
		assertThat(alice.locator(".message", new Page.LocatorOptions().setHasText("Only once"))).hasCount(1);
	}

}
