package vision.bff.sandbox;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.sandbox.SandboxClient.envelope;
import static vision.bff.sandbox.SandboxClient.ids;
import static vision.bff.sandbox.SandboxClient.message;
import static vision.bff.sandbox.SandboxClient.unescaped;
import static vision.bff.sandbox.SandboxClient.values;

class SandboxNewestDialectTests {

	private static final Instant NOW = Instant.parse("2026-11-23T20:53:17Z");

	private static final SettableClock CLOCK = new SettableClock(NOW);

	private static final SandboxSettings C = SandboxSettings.DEFAULT.with(Dialect.C);

	private static final SandboxServer SANDBOX = SandboxServer.start(0, CLOCK, C);

	private static final SandboxClient SITE = new SandboxClient(SANDBOX);

	@BeforeEach
	void reset() {
		CLOCK.set(NOW);
		SANDBOX.restart();
	}

	@AfterAll
	static void close() {
		SANDBOX.close();
	}

	@Test
	void aRowOfCHasTheRawTextAndAPlaceForAudio() throws Exception {
		assertThat(SITE.send("alice", 78, "say \"hi\"\nA & b &#x3c;").body()).isEqualTo("""
				{
				    "code": 200,
				    "message": "Message sent",
				    "data": {
				        "id": 173,
				        "sent_by": 7,
				        "sent_to": 78,
				        "owner": true,
				        "message": "say \\"hi\\"\\nA &amp; b &#x3c;",
				        "media_file": "",
				        "media_type": "none",
				        "seen": "0",
				        "deleted_fs1": "N",
				        "deleted_fs2": "N",
				        "time": "23 Nov, 2026 08:11",
				        "side": "right",
				        "audio_record": "",
				        "msg_raw": "say \\\\\\"hi\\\\\\"\\\\nA &amp; b &#x3c;"
				    }
				}""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					don't it's | don't it's | don\\'t it\\'s
					1 < 2 & <b>bold</b> a<b c>d &amp; | 1 &lt; 2 &amp; bold ad &amp;amp; | 1 &lt; 2 &amp; bold ad &amp;amp;
					C:\\new {% x %} y | C:new  y | C:new  y
					price &#8364;5 &#x27;&#X3C; | price 5 &#x27;&#X3C; | price 5 &#x27;&#X3C;
					&#39; | `` | ``
					<img src=y> | `` | ``
					https://x/here" | <a href="https://x/here"" target="_blank" class="inline-link">https://x/here"</a> | https://x/here\\"
					Https://example.com/x | <a href="http://Https://example.com/x" target="_blank" class="inline-link">Https://example.com/x</a> | Https://example.com/x
					""")
	void aTextComesBackFromCWithRawQuotesAndOnceMoreAsItIsStored(String typed, String shown, String raw)
			throws Exception {
		assertThat(message(SITE.send("alice", 78, typed))).isEqualTo(shown);
		String page = SITE.messages("alice", 78, "&page_size=1");
		assertThat(unescaped(values(page, "message").getFirst())).isEqualTo(shown);
		assertThat(unescaped(values(page, "msg_raw").getFirst())).isEqualTo(raw);
	}

	@Test
	void quotesAndNewlinesCountTwiceAgainstTheColumnOfC() throws Exception {
		assertThat(SITE.send("alice", 78, "\"'\n".repeat(499) + "\"'x").body()).contains("\"id\": 173");
		assertThat(SITE.send("alice", 78, "\"'".repeat(750)).body()).contains("\"id\": 174");
		assertThat(SITE.send("alice", 78, "\"'".repeat(750) + "x").body()).contains("\"id\": 174");
	}

	@Test
	void aFalseSuccessMarksWhatTheOtherWroteAsSeen() throws Exception {
		CLOCK.advance(Duration.ofSeconds(90));
		String answer = SITE.send("alice", 78, "&".repeat(601)).body();
		assertThat(answer).contains("\"message\": \"Message sent\"", "\"id\": 145", "\"seen\": \"0\"");
		String seen = String.valueOf(CLOCK.instant().getEpochSecond());
		assertThat(values(SITE.messages("bob", 7, "&page_size=4"), "seen")).containsExactly("0", seen, seen, seen);
		assertThat(values(SITE.get("get_chats", "alice", ""), "new_messages")).containsExactly("", "", "2", "");
	}

	@Test
	void aTextTooWideForTheColumnMarksAsSeenToo() throws Exception {
		SANDBOX.settings(C.with(Quirk.NARROW_TEXT));
		SITE.send("alice", 34, "\ud83d\ude00");
		assertThat(values(SITE.get("get_chats", "alice", ""), "new_messages")).containsExactly("", "", "", "3");
		SANDBOX.restart();
		SANDBOX.settings(SandboxSettings.DEFAULT.with(Quirk.NARROW_TEXT));
		SITE.send("alice", 34, "\ud83d\ude00");
		assertThat(values(SITE.get("get_chats", "alice", ""), "new_messages")).containsExactly("", "", "2", "3");
	}

	@Test
	void theChatListOfCShowsWholeTextsAndSomebodyOffline() throws Exception {
		SITE.send("henry", 7, "it's \"x\"\n< >");
		assertThat(SITE.get("get_chats", "henry", "")).isEqualTo("""
				{
				    "code": 200,
				    "valid": true,
				    "message": "Chats successfully",
				    "data": [
				        {
				            "user_id": 7,
				            "username": "alice",
				            "name": "Alice Liddell",
				            "avatar": "http:\\/\\/127.0.0.1:PORT\\/upload\\/default\\/avatar.png",
				            "verified": "0",
				            "chat_id": 12,
				            "time": "just now",
				            "last_message": "it's \\"x\\"\\n&lt; &gt;",
				            "new_messages": "",
				            "chat_url": "http:\\/\\/127.0.0.1:PORT\\/conversation\\/@alice",
				            "is_online": "{\\"last_seen\\":\\"0\\",\\"online_ind\\":\\"off\\"}"
				        }
				    ]
				}""".replace("PORT", String.valueOf(SANDBOX.port())));
		SITE.send("henry", 7, "&".repeat(200));
		assertThat(values(SITE.get("get_chats", "henry", ""), "last_message")).containsExactly("&amp;".repeat(200));
		SITE.clear("henry", 7, "0");
		assertThat(SITE.get("get_chats", "henry", "")).contains("\"last_message\": null,");
		SITE.send("henry", 7, "&#39;");
		assertThat(values(SITE.get("get_chats", "henry", ""), "last_message")).containsExactly("");
	}

	@Test
	void theChatWithGraceEndsWithAudioAndVideoThatWereSeen() throws Exception {
		String page = SITE.messages("alice", 40, "");
		assertThat(values(page, "message")).hasSize(8).endsWith("Image", "Audio", "Video");
		assertThat(values(page, "media_type")).endsWith("image", "audio", "video");
		assertThat(values(page, "media_file").get(6)).isEmpty();
		assertThat(values(page, "media_file").getLast()).endsWith("_video_original.mp4");
		assertThat(values(page, "audio_record").get(6)).endsWith("_audio_original.wav");
		assertThat(values(page, "audio_record").getLast()).isEmpty();
		assertThat(values(page, "msg_raw")).hasSize(8).endsWith("", "", "");
		assertThat(values(page, "media_name")).hasSize(1);
		assertThat(values(page, "seen")).doesNotContain("0");
		String chats = SITE.get("get_chats", "alice", "");
		assertThat(values(chats, "username")).containsExactly("henry", "grace", "carol", "bob");
		assertThat(values(chats, "last_message").get(1)).isEqualTo("Video");
		assertThat(values(chats, "new_messages").get(1)).isEmpty();
	}

	@Test
	void onlyASiteThatBeginsWithCHasAudioAndVideo() throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT);
		String page = SITE.messages("alice", 40, "");
		assertThat(values(page, "message")).endsWith("Image", "Audio", "Video");
		assertThat(values(page, "audio_record")).hasSize(1);
		assertThat(page).doesNotContain("msg_raw");
		try (SandboxServer another = SandboxServer.start(0, CLOCK)) {
			another.settings(C);
			String other = new SandboxClient(another).messages("alice", 40, "");
			assertThat(values(other, "message")).hasSize(6).endsWith("Image");
			another.restart();
			assertThat(another.settings()).isEqualTo(SandboxSettings.DEFAULT);
		}
	}

	@Test
	void theSearchOfCWorksUnlessItIsBrokenAndShowsRawTextsToo() throws Exception {
		String found = SITE.search("date%3A+%22tomorrow");
		assertThat(ids(found)).containsExactly(145L);
		assertThat(unescaped(values(found, "msg_raw").getFirst()))
			.isEqualTo("It\\'s a date: \\\"tomorrow\\\" at 8, then");
		assertThat(values(found, "audio_record")).containsExactly("");
		assertThat(SITE.search("nowhere+to+be+found")).contains("\"code\": 204");
		SANDBOX.settings(C.with(Quirk.SEARCH_BROKEN));
		assertThat(SITE.search("y")).startsWith("<br />\n<b>Fatal error</b>");
	}

	@Test
	void cLooksIntoImagesAndTakesPagesOfAnySize() throws Exception {
		assertThat(SITE.upload("x.png", "image/png", new byte[9]).body()).contains("\"status\": 500")
			.doesNotContain("\"code\"");
		assertThat(ids(SITE.messages("alice", 78, "&page_size=3"))).containsExactly(143L, 144L, 145L);
		assertThat(SITE.messages("alice", 37, "")).isEqualTo(envelope(204, "No data found"));
	}

}
