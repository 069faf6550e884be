package vision.bff.sandbox;

import java.net.http.HttpResponse;
import java.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static vision.bff.sandbox.SandboxClient.envelope;
import static vision.bff.sandbox.SandboxClient.ids;
import static vision.bff.sandbox.SandboxClient.message;
import static vision.bff.sandbox.SandboxClient.values;

class SandboxQuirkTests {

	private static final SandboxServer SANDBOX = SandboxServer.start(0, Clock.systemUTC());

	private static final SandboxClient SITE = new SandboxClient(SANDBOX);

	@BeforeEach
	void reset() {
		SANDBOX.restart();
	}

	@AfterAll
	static void close() {
		SANDBOX.close();
	}

	@Test
	void aBrokenSearchIsAFatalErrorTypedAsJson() throws Exception {
		set(Quirk.SEARCH_BROKEN);
		HttpResponse<String> answer = SITE.fetch("search_messages", "alice", "&user_id=78&query=y");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(answer.body())
			.startsWith("<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function ");
		assertThat(SITE.get("search_messages", "nobody", "&user_id=78&query=y")).contains("\"code\": 401");
		assertThat(SITE.messages("alice", 78, "")).contains("\"code\": 200");
	}

	@Test
	void picturesAreWhereTheBrowserIsSaidToFindThem() throws Exception {
		SANDBOX.settings(CommandLine.of("--public-url", "http://localhost:1234").settings());
		assertThat(SITE.get("get_chats", "henry", ""))
			.contains("\"http:\\/\\/localhost:1234\\/upload\\/default\\/avatar.png\"")
			.doesNotContain("127.0.0.1");
	}

	@Test
	void aWarningIsPrintedBeforeEveryJson() throws Exception {
		set(Quirk.WARNINGS);
		assertThat(SITE.get("get_chats", "henry", "")).startsWith("<br />\n<b>Warning</b>:  ")
			.contains("<br />\n{\n    \"code\": 200,")
			.endsWith("\n}");
		assertThat(SITE.get("get_chats", "nobody", "")).contains("<br />\n{\n    \"code\": 401,");
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("<br />\n{\n    \"code\": 200,");
		assertThat(SITE.get("get_messages", "alice", "&user_id[]=78")).startsWith("<br />\n<b>Fatal error</b>");
	}

	@Test
	void hiddenErrorsAreAnEmptyHttp500() throws Exception {
		set(Quirk.ERRORS_HIDDEN, Quirk.WARNINGS);
		HttpResponse<String> answer = SITE.fetch("get_messages", "alice", "&user_id[]=78");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).isEmpty();
		assertThat(SITE.get("get_chats", "alice", "")).startsWith("{\n    \"code\": 200");
	}

	@Test
	void anEmptiedChatBreaksTheWholeListUntilSomebodyWrites() throws Exception {
		set(Quirk.CLEARING_BREAKS_CHATS);
		SITE.clear("alice", 41, "1");
		assertThat(SITE.get("get_chats", "alice", "")).contains("\"code\": 200");
		SITE.clear("alice", 40, "0");
		assertThat(SITE.get("get_chats", "alice", ""))
			.startsWith(
					"{\n    \"status\": 500,\n    \"errno\": 8192,\n    \"message\": \"str_ireplace(): Passing null ")
			.doesNotContain("\"code\"");
		assertThat(SITE.get("get_chats", "grace", "")).contains("\"code\": 200");
		SITE.send("grace", 7, "Still there?");
		assertThat(SITE.get("get_chats", "alice", "")).contains("\"code\": 200");
	}

	@Test
	void aTextTooWideForTheColumnIsASuccessThatStoresNothing() throws Exception {
		set(Quirk.NARROW_TEXT);
		assertThat(SITE.send("alice", 78, "Hi \ud83d\ude00").body()).contains("\"message\": \"Message sent\"",
				"\"id\": 145", "\"owner\": false");
		assertThat(SITE.send("alice", 37, "\ud83d\ude00").body()).isEqualTo(envelope(200, "Message sent"));
		assertThat(SITE.send("alice", 78, "<b \ud83d\ude00>Hi").body()).contains("\"id\": 145");
		assertThat(values(SITE.messages("bob", 7, "&page_size=2"), "seen")).containsExactly("0", "0");
		assertThat(message(SITE.send("alice", 78, "&#x1f600; \uffff"))).isEqualTo("&#x1f600; \uffff");
		assertThat(ids(SITE.messages("alice", 78, "&page_size=2"))).containsExactly(145L, 171L);
	}

	@Test
	void anApiThatIsSwitchedOffSaysSoToEverybodyAndDoesNothing() throws Exception {
		String disabled = "{\n    \"status\": \"400\",\n    \"err_code\": \"api_is_disabled\",\n"
				+ "    \"message\": \"Unfortunately, the system API of 1.vision is temporary not available.\"\n}";
		set(Quirk.API_DISABLED);
		HttpResponse<String> answer = SITE.send("alice", 78, "Hi");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(disabled);
		assertThat(SITE.get("get_chats", "nobody", "")).isEqualTo(disabled);
		assertThat(SITE.get("get_nothing", "alice", "")).isEqualTo(disabled);
		assertThat(SITE.messages("alice", 78, "")).isEqualTo(disabled);
		assertThat(SITE.search("y")).isEqualTo(disabled);
		assertThat(SITE.delete("alice", "145")).isEqualTo(disabled);
		assertThat(SITE.clear("alice", 78, "1")).isEqualTo(disabled);
		SANDBOX.settings(SANDBOX.settings().without(Quirk.API_DISABLED));
		String page = SITE.messages("alice", 78, "&page_size=1");
		assertThat(ids(page)).containsExactly(145L);
		assertThat(values(page, "seen")).containsExactly("0");
	}

	@Test
	void aDuplicateChatHasAnIdOfItsOwnAndIsTheOneThatLivesOn() throws Exception {
		SANDBOX.duplicateChat("alice", "bob");
		String chats = SITE.get("get_chats", "alice", "");
		assertThat(values(chats, "username")).containsExactly("henry", "grace", "carol", "bob", "bob");
		assertThat(values(chats, "chat_id")).endsWith("13", "2");
		SITE.send("bob", 7, "Hi");
		assertThat(values(SITE.get("get_chats", "alice", ""), "username")).containsExactly("bob", "henry", "grace",
				"carol", "bob");
		SITE.clear("alice", 78, "1");
		assertThat(values(SITE.get("get_chats", "alice", ""), "username")).doesNotContain("bob");
		assertThatIllegalArgumentException().isThrownBy(() -> SANDBOX.duplicateChat("alice", "zoe"))
			.withMessage("Nobody is called zoe");
	}

	@Test
	void aSessionOutlivesItsUserButOpensNothing() throws Exception {
		String gone = "{\n    \"status\": 400,\n    \"error\": \"Invalid access token\"\n}";
		assertThat(SITE.get("get_chats", "gone", "")).isEqualTo(gone);
		assertThat(SITE.send("gone", 78, "Hi").body()).isEqualTo(gone);
	}

	@Test
	void theWebServerRefusesLargeRequestsInHtml() throws Exception {
		limit(UploadLimits.DEFAULT.withWebServer(1 << 20));
		HttpResponse<String> answer = SITE.upload("x.png", "image/png", new byte[1 << 20]);
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
		assertThat(answer.body()).contains("413 Request Entity Too Large");
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"code\": 200");
	}

	@Test
	void beyondThePostLimitAllFieldsVanish() throws Exception {
		limit(UploadLimits.DEFAULT.withPhpPost(500));
		assertThat(SITE.send("alice", 78, "x".repeat(500)).body()).contains("\"code\": 401");
		assertThat(SITE.upload("x.png", "image/png", new byte[500]).body()).contains("\"code\": 401");
		assertThat(SITE
			.post("send_message?session_id=alice-session", "user_id", "78", "type", "text", "message", "x".repeat(500))
			.body()).isEqualTo(envelope(400, "Interlocutor ID is missing or invalid"));
		assertThat(SITE.send("alice", 78, "Hi").body()).contains("\"code\": 200");
	}

	@Test
	void theUploadLimitsOfPhpAndOfTheSiteAreACode500() throws Exception {
		String failed = envelope(500, "An error occurred while processing your request. Please try again later.");
		byte[] png = SamplePicture.png(64, 0xff0000);
		limit(UploadLimits.DEFAULT.withPhpUpload(png.length - 1));
		assertThat(SITE.upload("x.png", "image/png", png).body()).isEqualTo(failed);
		limit(UploadLimits.DEFAULT.withSite(png.length - 1));
		assertThat(SITE.upload("x.png", "image/png", png).body()).isEqualTo(failed);
		limit(UploadLimits.DEFAULT.withSite(png.length).withPhpUpload(png.length));
		assertThat(ids(SITE.upload("x.png", "image/png", png).body())).containsExactly(171L);
	}

	@Test
	void theCommandLineSetsDialectAndQuirks() {
		assertThat(CommandLine.of("--dialect", "b", "--search", "broken", "--warnings", "--quirk=russian-labels")
			.settings())
			.isEqualTo(SandboxSettings.DEFAULT.with(Dialect.B)
				.with(Quirk.SEARCH_BROKEN, Quirk.WARNINGS, Quirk.RUSSIAN_LABELS));
		assertThat(CommandLine.of("--narrow-text", "--quirk", "api-disabled").settings())
			.isEqualTo(SandboxSettings.DEFAULT.with(Quirk.NARROW_TEXT, Quirk.API_DISABLED));
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.of("--dialect=d"))
			.withMessage("--dialect must be one of a, b, c, early, not d.");
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.of("--search", "fast"))
			.withMessage("--search must be broken or working.");
	}

	@Test
	void theSearchOfCIsBrokenUnlessTheCommandLineSaysThatItWorks() {
		SandboxSettings working = SandboxSettings.DEFAULT.with(Dialect.C);
		SandboxSettings broken = working.with(Quirk.SEARCH_BROKEN);
		assertThat(CommandLine.of("--dialect", "c").settings()).isEqualTo(broken);
		assertThat(CommandLine.of("--search", "broken", "--dialect", "c").settings()).isEqualTo(broken);
		assertThat(CommandLine.of("--dialect", "c", "--search", "working").settings()).isEqualTo(working);
		assertThat(CommandLine.of("--search=working", "--dialect=c").settings()).isEqualTo(working);
		assertThat(CommandLine.of("--dialect", "c", "--dialect", "a").settings()).isEqualTo(SandboxSettings.DEFAULT);
	}

	@Test
	void theHelpNamesEveryDialectQuirkAndFault() {
		String help = CommandLine.USAGE.replaceAll("\\s+", " ");
		assertThat(help).contains(Labels.all(Dialect.class).split(", "))
			.contains(Labels.all(Quirk.class).split(", "))
			.contains(Labels.all(FaultKind.class).split(", "));
	}

	private static void set(Quirk... quirks) {
		SANDBOX.settings(SANDBOX.settings().with(quirks));
	}

	private static void limit(UploadLimits uploads) {
		SANDBOX.settings(SANDBOX.settings().with(uploads));
	}

}
