package vision.bff;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody tries the API out in the explorer. Its picture, {@code target/explorer.png},
 * goes to {@code api/explorer.png} by hand when it changes.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ExplorerTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static final byte[] GIF = Pictures.gif();

	/**
	 * What a listener of the page adds to the console when the browser refuses something.
	 */
	private static final String TELL_VIOLATIONS = "document.addEventListener('securitypolicyviolation', (event) => "
			+ "console.error('refused: ' + event.violatedDirective + ' ' + event.blockedURI))";

	@LocalServerPort
	private int port;

	private final List<String> errors = new ArrayList<>();

	private final List<String> hosts = new ArrayList<>();

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", sandbox::baseUrl);
	}

	@BeforeAll
	static void bePatient() {
		PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@Test
	void theApiCanBeTriedOutInABrowser() {
		try (Chromium chromium = Chromium.start()) {
			Page page = chromium.browser()
				.newPage(new Browser.NewPageOptions().setViewportSize(1280, 1400));
			watch(page);
			page.navigate("http://localhost:" + this.port + "/docs");
			assertThat(page).hasTitle("Vision BFF");
			assertThat(page.locator(".info")).containsText("In the sandbox it is alice-session");

			authorise(page, "alice-session");
			Locator chats = open(page, "Chats-listChats");
			execute(chats, "200", "Bob O'Neil");
			chats.evaluate("(operation) => operation.scrollIntoView()");
			page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/explorer.png")));
			close(chats);

			Locator sending = open(page, "Messages-sendMessage");
			LocatorAssertions.HasTextOptions asSeen = new LocatorAssertions.HasTextOptions().setUseInnerText(true);
			assertThat(response(sending, "201")).containsText("Tom & Jerry");
			assertThat(response(sending, "404"))
				.hasText("404 user-not-found: there is no such user to chat with.", asSeen);
			assertThat(response(sending, "default")).containsText("What any operation can answer");
			assertThat(sending.locator(".responses-table .example:visible")).hasCount(1);
			sending.getByPlaceholder("userId").fill("78");
			sending.locator("textarea.body-param__text").fill("{\"text\": \"Hello from the explorer\"}");
			execute(sending, "201", "Hello from the explorer");
			close(sending);

			page.reload();
			authorise(page, "alice-session");
			Locator uploading = open(page, "Messages-sendMessage");
			uploading.locator(".opblock-section-request-body select").selectOption("multipart/form-data");
			uploading.getByPlaceholder("userId").fill("78");
			uploading.locator("input[type=file]").setInputFiles(new FilePayload("dot.gif", "image/gif", GIF));
			execute(uploading, "201", ".gif");
			close(uploading);

			Locator one = open(page, "Chats-getChat");
			one.getByPlaceholder("userId").fill("999");
			execute(one, "404", "chat-not-found");
		}
		assertThat(this.errors).containsExactly(
				"Failed to load resource: the server responded with a status of 404 ()");
		assertThat(this.hosts).isNotEmpty().containsOnly("localhost:" + this.port);
	}

	private void watch(Page page) {
		page.addInitScript(TELL_VIOLATIONS);
		page.onConsoleMessage((message) -> {
			if (message.type().equals("error") || message.type().equals("warning")) {
				this.errors.add(message.text());
			}
		});
		page.onPageError(this.errors::add);
		page.onRequest((request) -> {
			if (!request.url().startsWith("data:") && !request.url().startsWith("blob:")) {
				this.hosts.add(URI.create(request.url()).getAuthority());
			}
		});
	}

	private static void authorise(Page page, String session) {
		page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Authorize").setExact(true)).click();
		Locator dialog = page.locator(".dialog-ux");
		dialog.locator("input").first().fill(session);
		dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Apply credentials")).first().click();
		dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Close").setExact(true))
			.last()
			.click();
	}

	private static Locator open(Page page, String operation) {
		Locator block = page.locator("#operations-" + operation);
		block.locator(".opblock-summary-control").click();
		block.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try it out")).click();
		return block;
	}

	private static Locator response(Locator operation, String status) {
		return operation.locator(".response[data-code='" + status + "']");
	}

	private static void execute(Locator operation, String status, String part) {
		operation.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Execute")).click();
		Locator answer = operation.locator(".live-responses-table");
		assertThat(answer.locator("tbody td.response-col_status")).containsText(status);
		assertThat(answer.locator("tbody td.response-col_description")).containsText(part);
	}

	private static void close(Locator operation) {
		operation.locator(".opblock-summary-control").click();
	}

}
