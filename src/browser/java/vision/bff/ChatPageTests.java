package vision.bff;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.FileType;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * People talk to each other on the chat page, each with a browser of their own. Its
 * pictures, {@code target/page.png} and {@code target/page-dark.png}, go to {@code docs}
 * by hand when they change.
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
		application = start("--vision.media.proxy=false");
		try (InputStream script = ChatPageTests.class.getResourceAsStream("/axe.min.js")) {
			axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static ConfigurableApplicationContext start(String property) {
		return SpringApplication.run(VisionBffApplication.class, "--server.port=0", "--management.server.port=0",
				"--vision.base-url=" + sandbox.baseUrl(), "--vision.session.insecure-cookie=true",
				"--vision.session.keys=b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSE=", property);
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
		return page(application, options);
	}

	private Page page(ConfigurableApplicationContext application, Browser.NewContextOptions options) {
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
		page.getByLabel("E-mail or user name").fill(name);
		page.getByLabel("Password").fill(name + "-password");
		page.keyboard().press("Enter");
		assertThat(page.getByText("New chat")).isVisible();
	}

	private Page open(String name, String other) {
		Page page = page(name);
		chat(page, other).click();
		assertThat(page.locator(".message").last()).isVisible();
		return page;
	}

	private static void write(Page page, String text) {
		page.getByRole(AriaRole.TEXTBOX).fill(text);
		page.keyboard().press("Enter");
	}

	private static Locator message(Page page, String text) {
		return page.locator(".message", new Page.LocatorOptions().setHasText(text));
	}

	private static Locator button(Page page, String name) {
		return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
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
		Page alice = open("alice", "Bob O'Neil");
		Page bob = page("bob");
		accessible(alice);
		write(alice, "Are you there, <b>Bob</b>?");
		assertThat(message(alice, "Are you there, <b>Bob</b>?").locator(".tick")).containsText("Sent");
		assertThat(chat(bob, "Alice")).containsText("Are you there, <b>Bob</b>?");
		assertThat(bob).hasTitle(Pattern.compile("\\(\\d+\\) Chats"));
		assertThat(message(alice, "Are you there").locator(".tick")).containsText("Sent");
		chat(bob, "Alice").click();
		assertThat(message(bob, "Are you there")).isVisible();
		assertThat(message(alice, "Are you there").locator(".tick")).containsText("Seen");
		write(bob, "I am");
		assertThat(alice.locator(".message").last()).containsText("I am");
		assertThat(alice.getByRole(AriaRole.LOG)).hasText("Bob O'Neil: I am");
		picture(alice, "page.png");
		alice.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		picture(alice, "page-dark.png");
		accessible(alice);
		accessible(bob);
	}

	@Test
	void nothingSecretCanBeReadOnThePage() {
		Page alice = page(new Browser.NewContextOptions().setLocale("en-GB"));
		List<Response> responses = new CopyOnWriteArrayList<>();
		alice.onResponse(responses::add);
		signIn(alice, "alice");
		chat(alice, "Bob O'Neil").click();
		assertThat(alice.locator(".message").last()).isVisible();
		List<String> answers = new ArrayList<>(responses.stream()
			.filter((response) -> !response.url().contains("/events"))
			.map(Response::text)
			.toList());
		answers.add((String) alice.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"));
		String token = alice.context().cookies().getFirst().value;
		assertThat(answers).hasSizeGreaterThan(3)
			.noneMatch((answer) -> answer.contains(token) || answer.contains("alice-password") || answer.contains("@example"));
	}

	@Test
	void whoeverIsFoundCanBeWrittenTo() {
		Page alice = page("alice");
		chat(alice, "Bob O'Neil").click();
		button(alice, "New chat").click();
		alice.getByLabel("A name or a user name").fill("carol");
		alice.keyboard().press("Enter");
		accessible(alice);
		alice.locator(".person").first().click();
		write(alice, "Hello Carol");
		assertThat(message(alice, "Hello Carol").locator(".tick")).isVisible();
		button(alice, "Sign out").click();
		assertThat(alice.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in"))).isVisible();
		alice.reload();
		assertThat(alice.getByLabel("Password")).isVisible();
	}

	@Test
	void aWrongPasswordIsToldAsTheProblemSaysIt() {
		Page alice = page(new Browser.NewContextOptions().setLocale("en-GB"));
		alice.getByLabel("E-mail or user name").fill("alice");
		alice.getByLabel("Password").fill("nonsense");
		alice.keyboard().press("Enter");
		assertThat(alice.getByRole(AriaRole.ALERT)).not().isEmpty();
		accessible(alice);
	}

	@Test
	void onAPhoneInTheDark() {
		Page alice = page(new Browser.NewContextOptions().setLocale("de-DE")
			.setViewportSize(360, 640)
			.setColorScheme(ColorScheme.DARK));
		accessible(alice);
		alice.getByText("Ein Token benutzen").first().click();
		alice.getByLabel("Token (session_id)").fill("alice-session");
		button(alice, "Ein Token benutzen").click();
		assertThat(chat(alice, "Bob O'Neil")).isVisible();
		accessible(alice);
		chat(alice, "Bob O'Neil").click();
		assertThat(alice.locator(".message").last()).isVisible();
		accessible(alice);
		alice.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Zurück zu den Chats")).click();
		assertThat(chat(alice, "Bob O'Neil")).isVisible();
		assertThat((Boolean) alice.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
	}

	@Test
	void aMessageWhoseAnswerIsLostIsSentOnce() {
		Page alice = open("alice", "Bob O'Neil");
		sandbox.fault(PlannedFault.of("send_message", FaultKind.RESET_AFTER_STORING));
		write(alice, "Only once");
		assertThat(message(alice, "Only once").locator(".tick")).isVisible();
		assertThat(message(alice, "Only once")).hasCount(1);
	}

	@Test
	void aMessageThatCannotBeSentSaysSoAndCanBeGivenUp() {
		Page alice = open("alice", "Bob O'Neil");
		sandbox.block("bob", "alice");
		write(alice, "Not for you");
		assertThat(message(alice, "Not for you")).containsText("Not sent:");
		accessible(alice);
		sandbox.unblock("bob", "alice");
		message(alice, "Not for you").getByText("Send again").click();
		assertThat(message(alice, "Not for you").locator(".tick")).isVisible();
	}

	@Test
	void aPictureLeavesWithoutWhatTheCameraWroteIntoIt() {
		Page alice = open("alice", "Bob O'Neil");
		int before = alice.locator(".message.mine img").count();
		alice.locator("input[type=file]")
			.setInputFiles(new FilePayload("place.gif", "image/gif", Pictures.gif("51.5 N, 0.1 W")));
		assertThat(alice.getByAltText("The picture to send")).isVisible();
		accessible(alice);
		button(alice, "Send").click();
		assertThat(alice.locator(".message.mine img")).hasCount(before + 1);
		LoggedRequest sent = sandbox.wireMock().findAll(postRequestedFor(urlPathMatching(".*/send_message"))).getLast();
		assertThat(new String(sent.getBody(), StandardCharsets.ISO_8859_1)).contains("GIF89a").doesNotContain("51.5 N");
	}

	@Test
	void whatIsSearchedForIsFoundAndJumpedTo() {
		for (int i = 1; i <= 120; i++) {
			sandbox.writeFromThePhone("bob", "alice", (i == 7) ? "The needle" : "Straw " + i);
		}
		Page alice = open("alice", "Bob O'Neil");
		assertThat(message(alice, "The needle")).hasCount(0);
		button(alice, "Search").click();
		alice.getByLabel("Search in this chat").fill("needle");
		alice.keyboard().press("Enter");
		alice.locator(".hit").click();
		assertThat(message(alice, "The needle")).isFocused();
		accessible(alice);
		button(alice, "To the newest").click();
		assertThat(message(alice, "Straw 120")).isVisible();
	}

	@Test
	void aLongChatScrollsToItsBeginningAndBack() {
		for (int i = 1; i <= 400; i++) {
			sandbox.writeFromThePhone("bob", "alice", "Number " + i + ".");
		}
		Page alice = open("alice", "Bob O'Neil");
		assertThat(message(alice, "Number 400.")).isVisible();
		scrollUntil(alice, 0, "This is where the chat begins.");
		assertThat((Integer) alice.evaluate("document.querySelectorAll('.message').length")).isLessThanOrEqualTo(300);
		scrollUntil(alice, 1_000_000, "Number 400.");
		assertThat(alice.getByText("This is where the chat begins.")).hasCount(0);
		assertThat((Boolean) alice.evaluate("""
				() => {
					const ids = [...document.querySelectorAll('.message')].map((each) => Number(each.dataset.id))
					return ids.every((id, index) => index === 0 || ids[index - 1] < id)
				}""")).isTrue();
	}

	private static void scrollUntil(Page page, int top, String text) {
		page.waitForFunction("""
				([top, text]) => {
					const scroller = document.querySelector('.scroller')
					scroller.scrollTop = top
					return scroller.textContent.includes(text)
				}""", List.of(top, text), new Page.WaitForFunctionOptions().setPollingInterval(100));
	}

	@Test
	void theKeyboardAloneDeletesAMessageAndTheChat() {
		Page alice = open("alice", "Bob O'Neil");
		write(alice, "To be deleted");
		assertThat(message(alice, "To be deleted").locator(".tick")).isVisible();
		alice.keyboard().press("Shift+Tab");
		alice.keyboard().press("Shift+Tab");
		alice.keyboard().press("ArrowDown");
		message(alice, "To be deleted").focus();
		alice.keyboard().press("Delete");
		assertThat(alice.getByRole(AriaRole.DIALOG)).containsText("for you only");
		accessible(alice);
		alice.keyboard().press("Tab");
		alice.keyboard().press("Enter");
		assertThat(message(alice, "To be deleted")).hasCount(0);
		alice.locator("summary").click();
		accessible(alice);
		button(alice, "Delete the chat").click();
		alice.getByRole(AriaRole.DIALOG).getByText("Delete the chat").click();
		assertThat(chat(alice, "Bob O'Neil")).hasCount(0);
	}

	@Test
	void anOutageIsToldWithTheAgeOfWhatIsShown() {
		Page alice = page("alice");
		sandbox.fault(PlannedFault.of("any", FaultKind.RESET).withShare(1, 1));
		assertThat(alice.getByRole(AriaRole.STATUS)).containsText("1.vision does not answer. What you see is from");
		accessible(alice);
		sandbox.clearFaults();
		assertThat(alice.getByRole(AriaRole.STATUS)).isEmpty();
	}

	@Test
	void aDeadSessionLeadsBackToSigningIn() {
		Page alice = page("alice");
		sandbox.reset();
		assertThat(alice.getByText("1.vision no longer knows this session. Please sign in again.")).isVisible();
		accessible(alice);
	}

	@Test
	void aDraftIsKeptForEachChatAndShownInAnotherTab() {
		Page alice = open("alice", "Bob O'Neil");
		alice.getByRole(AriaRole.TEXTBOX).fill("Not yet");
		chat(alice, "Carol & Co").click();
		assertThat(alice.getByRole(AriaRole.TEXTBOX)).hasValue("");
		Page another = alice.context().newPage();
		another.navigate(alice.url());
		chat(another, "Bob O'Neil").click();
		assertThat(another.getByRole(AriaRole.TEXTBOX)).hasValue("Not yet");
	}

	@Test
	void theFirstListTakesFiveRequests() {
		Page alice = page("alice");
		List<String> requests = new CopyOnWriteArrayList<>();
		alice.onRequest((request) -> requests.add(request.url()));
		alice.reload();
		assertThat(chat(alice, "Bob O'Neil")).isVisible();
		assertThat(requests).filteredOn((url) -> !url.contains("avatar")).hasSizeLessThanOrEqualTo(5);
	}

	@Test
	void aPictureIsPastedOrDropped() {
		Page alice = open("alice", "Bob O'Neil");
		int before = alice.locator(".message.mine img").count();
		for (String way : List.of("paste", "drop")) {
			alice.evaluate("""
					([way, bytes]) => {
						const data = new DataTransfer()
						data.items.add(new File([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))], 'a.gif', { type: 'image/gif' }))
						const event = way === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
							: new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
						document.querySelector(way === 'paste' ? 'textarea' : '.history').dispatchEvent(event)
					}""", List.of(way, Base64.getEncoder().encodeToString(Pictures.gif())));
			assertThat(alice.getByAltText("The picture to send")).isVisible();
			alice.keyboard().press("Enter");
			assertThat(alice.getByAltText("The picture to send")).hasCount(0);
		}
		assertThat(alice.locator(".message.mine img")).hasCount(before + 2);
	}

	@Test
	void picturesAreShownAndSoundsAndFilmsPlayedFromTheSiteAndByWayOfTheService() {
		for (FileType type : List.of(FileType.AUDIO, FileType.VIDEO, FileType.IMAGE)) {
			sandbox.postFromTheWeb("bob", "alice", type);
		}
		try (ConfigurableApplicationContext proxied = start("--vision.media.proxy=true")) {
			for (ConfigurableApplicationContext each : List.of(application, proxied)) {
				Page alice = page(each, new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1100, 700));
				signIn(alice, "alice");
				chat(alice, "Bob O'Neil").click();
				assertThat(alice.locator("video[controls]").last()).isVisible();
				Object length = alice.locator("audio[controls]").last().evaluate("""
						(audio) => new Promise((resolve, reject) => {
							audio.onloadedmetadata = () => resolve(audio.duration)
							audio.onerror = () => reject(audio.error)
							audio.load()
							audio.preload = 'metadata'
						})""");
				assertThat(length).isEqualTo(1);
				alice.waitForFunction("[...document.images].at(-1).naturalWidth === 160");
				accessible(alice);
			}
		}
	}

	@Test
	void atTwiceTheSizeAndWithoutMotionAllIsWithinReach() {
		Page alice = page(new Browser.NewContextOptions().setLocale("en-GB")
			.setViewportSize(640, 350)
			.setDeviceScaleFactor(2)
			.setReducedMotion(ReducedMotion.REDUCE));
		allWithinReach(alice);
		signIn(alice, "alice");
		allWithinReach(alice);
		chat(alice, "Bob O'Neil").click();
		assertThat(alice.locator(".message").last()).isVisible();
		allWithinReach(alice);
		button(alice, "Search").click();
		allWithinReach(alice);
		accessible(alice);
		assertThat((List<?>) alice.evaluate("document.getAnimations().map((each) => each.id)")).isEmpty();
		assertThat(alice.evaluate("getComputedStyle(document.querySelector('.scroller')).scrollBehavior"))
			.isEqualTo("auto");
	}

	/** Nothing is wider than the page, and every control can be brought into view. */
	private static void allWithinReach(Page page) {
		assertThat((List<?>) page.evaluate("""
				() => [...document.querySelectorAll('a, button, input, textarea, select, summary')]
					.filter((each) => each.checkVisibility() && !each.closest('.hidden, .message') && !each.matches('.hidden'))
					.filter((each) => {
						each.scrollIntoView({ block: 'nearest' })
						const box = each.getBoundingClientRect()
						return box.left < 0 || box.right > innerWidth || box.top < -1 || box.bottom > innerHeight + 1
					})
					.map((each) => each.outerHTML)""")).isEmpty();
		assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
	}

	@Test
	void eachTextRunsInItsOwnDirection() {
		Page alice = open("alice", "Bob O'Neil");
		Map<String, String> texts = Map.of("\u05e9\u05dc\u05d5\u05dd, Bob!", "rtl", "Hi \u05e9\u05dc\u05d5\u05dd!", "ltr",
				"\u0645\u0631\u062d\u0628\u0627 123", "rtl");
		texts.forEach((text, direction) -> {
			alice.getByRole(AriaRole.TEXTBOX).fill(text);
			assertThat(alice.getByRole(AriaRole.TEXTBOX)).hasCSS("direction", direction);
			alice.keyboard().press("Enter");
			assertThat(message(alice, text).locator(".tick")).isVisible();
			assertThat(message(alice, text).locator("p")).hasCSS("direction", direction);
		});
	}

	@Test
	void whatIsNotSentOutlastsThePage() {
		Page alice = open("alice", "Bob O'Neil");
		List<String> keys = new CopyOnWriteArrayList<>();
		alice.onRequest((request) -> {
			if (request.method().equals("POST") && request.url().endsWith("/messages")) {
				keys.add(request.headers().get("idempotency-key"));
			}
		});
		sandbox.block("bob", "alice");
		write(alice, "Not for you");
		assertThat(message(alice, "Not for you")).containsText("Not sent:");
		sandbox.unblock("bob", "alice");
		alice.route(Pattern.compile(".*/chats/78/messages$"), Route::abort);
		write(alice, "Sooner or later");
		assertThat(message(alice, "Sooner or later")).containsText("Looking");
		alice.reload();
		assertThat(message(alice, "Not for you")).containsText("Not sent:");
		assertThat(message(alice, "Sooner or later")).isVisible();
		alice.unrouteAll();
		assertThat(message(alice, "Sooner or later").locator(".tick")).isVisible();
		assertThat(message(alice, "Sooner or later")).hasCount(1);
		assertThat(Set.copyOf(keys)).hasSize(2);
		message(alice, "Not for you").getByText("Discard").click();
		alice.reload();
		assertThat(message(alice, "Sooner or later")).hasCount(1);
		assertThat(message(alice, "Not for you")).hasCount(0);
		assertThat(alice.evaluate("Object.keys(localStorage)")).isEqualTo(List.of());
	}

	@Test
	void aSiteThatIsAskedTooOftenGetsTheMessageLater() {
		Page alice = open("alice", "Bob O'Neil");
		sandbox.fault(PlannedFault.of("send_message", FaultKind.STATUS).withStatus(429));
		write(alice, "No hurry");
		assertThat(message(alice, "No hurry").locator(".tick")).isVisible();
		assertThat(message(alice, "No hurry")).hasCount(1);
	}

	/** A service remembers of its site for a while that its search is broken. */
	@Test
	void whatTheSiteCannotDoIsTold() {
		try (ConfigurableApplicationContext own = start("--vision.media.proxy=false")) {
			whatTheSiteCannotDoIsTold(
					page(own, new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1100, 700)));
		}
	}

	private void whatTheSiteCannotDoIsTold(Page alice) {
		signIn(alice, "alice");
		chat(alice, "Bob O'Neil").click();
		assertThat(alice.locator(".message").last()).isVisible();
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.SEARCH_BROKEN));
		button(alice, "Search").click();
		alice.getByLabel("Search in this chat").fill("tomorrow");
		alice.keyboard().press("Enter");
		assertThat(alice.locator(".hit").first()).isVisible();
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.API_DISABLED));
		write(alice, "Is anybody there?");
		assertThat(message(alice, "Is anybody there?"))
			.containsText("Not sent: Nothing can be done here until the owner of the site switches its mobile API on again.");
		accessible(alice);
		alice.reload();
		assertThat(alice.getByRole(AriaRole.ALERT)).containsText("switches its mobile API on again");
		sandbox.settings(SandboxSettings.DEFAULT);
		button(alice, "Try again").click();
		assertThat(chat(alice, "Bob O'Neil")).isVisible();
	}

	private static void picture(Page page, String name) {
		page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", name)));
	}

}
