package vision.bff.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static vision.bff.sandbox.SandboxClient.encoded;
import static vision.bff.sandbox.SandboxClient.envelope;
import static vision.bff.sandbox.SandboxClient.field;
import static vision.bff.sandbox.SandboxClient.ids;
import static vision.bff.sandbox.SandboxClient.message;
import static vision.bff.sandbox.SandboxClient.unescaped;
import static vision.bff.sandbox.SandboxClient.values;

class SandboxServerTests {

	private static final Instant NOW = Instant.parse("2020-11-21T15:45:03Z");

	private static final SettableClock CLOCK = new SettableClock(NOW);

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private static final String BLANKS = "\t   \n ";

	private static final SandboxServer SANDBOX = SandboxServer.start(0, CLOCK);

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
	void aSentTextAnswersLikeThePageSample() throws Exception {
		HttpResponse<String> answer = SITE.send("alice", 78, "\u00fc/1");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(answer.body()).isEqualTo("""
				{
				    "code": 200,
				    "message": "Message sent",
				    "data": {
				        "id": 171,
				        "sent_by": 7,
				        "sent_to": 78,
				        "owner": true,
				        "message": "\\u00fc\\/1",
				        "media_file": "",
				        "media_type": "none",
				        "seen": "0",
				        "deleted_fs1": "N",
				        "deleted_fs2": "N",
				        "time": "21 Nov, 2020 03:11",
				        "side": "right"
				    }
				}""");
	}

	@Test
	void theChatListAnswersLikeThePageSample() throws Exception {
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
				            "time": "17 minutes ago",
				            "last_message": "y",
				            "new_messages": "",
				            "chat_url": "http:\\/\\/127.0.0.1:PORT\\/conversation\\/@alice"
				        }
				    ]
				}""".replace("PORT", String.valueOf(SANDBOX.port())));
	}

	@Test
	void theChatListIsNewestFirstAndHidesBlockedPairs() throws Exception {
		String chats = SITE.get("get_chats", "alice", "");
		assertThat(values(chats, "username")).containsExactly("henry", "grace", "carol", "bob");
		assertThat(values(chats, "new_messages")).containsExactly("", "", "2", "3");
		assertThat(values(chats, "name")).contains("Carol &amp; Co &lt;i&gt;");
		assertThat(SITE.get("get_chats", "frank", "")).isEqualTo(envelope(204, "No data found"));
	}

	@Test
	void aBadSessionIsUnauthorizedAndAGoodOneInTheQueryDoesNotRescueAPostedOne() throws Exception {
		String unauthorized = """
				{
				    "code": 401,
				    "data": [],
				    "message": "Unauthorized Access"
				}""";
		assertThat(SITE.get("get_chats", "nobody", "")).isEqualTo(unauthorized);
		assertThat(SITE.post("clear_chat?session_id=alice-session", "session_id", "bad", "user_id", "78").body())
			.isEqualTo(unauthorized);
		assertThat(SITE.post("clear_chat?session_id=alice-session", "user_id", "78").body())
			.isEqualTo(envelope(200, "Chat deleted successfully"));
		HttpRequest cookie = SITE.request("get_chats").header("Cookie", "session_id=alice-session").build();
		assertThat(SITE.text(cookie).body()).contains("Chats successfully");
	}

	@Test
	void anUnknownEndpointHasAStatusInsteadOfACode() throws Exception {
		assertThat(SITE.get("get_nothing", "alice", "")).contains("\"status\": \"400\"",
				"\"err_code\": \"invalid_endpoint\"");
	}

	@Test
	void offsetDownLeavesAHoleAndOffsetUpWins() throws Exception {
		assertThat(ids(SITE.messages("alice", 78, "&offset_down=121&page_size=3"))).containsExactly(143L, 144L, 145L);
		assertThat(ids(SITE.messages("alice", 78, "&offset_up=143&page_size=3"))).containsExactly(140L, 141L, 142L);
		assertThat(ids(SITE.messages("alice", 78, "&offset_down=1&offset_up=3&page_size=9"))).containsExactly(1L, 2L);
		assertThat(SITE.messages("alice", 78, "&offset_down=145")).isEqualTo(envelope(204, "No data found"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "&page_size=0", "&page_size=-5", "&page_size=many" })
	void aPageHasTwentyMessagesUnlessToldOtherwise(String pageSize) throws Exception {
		assertThat(ids(SITE.messages("alice", 78, pageSize))).hasSize(20).isSorted().endsWith(145L);
	}

	@Test
	void readingMarksAsSeenButStillAnswersTheOldValue() throws Exception {
		CLOCK.advance(Duration.ofSeconds(90));
		assertThat(values(SITE.messages("bob", 7, "&page_size=3"), "seen")).containsExactly("0", "0", "0");
		assertThat(values(SITE.messages("alice", 78, "&page_size=2"), "seen")).containsExactly("0", "0");
		String seen = String.valueOf(CLOCK.instant().getEpochSecond());
		assertThat(values(SITE.messages("alice", 78, "&page_size=3"), "seen")).containsExactly("0", seen, seen);
		assertThat(values(SITE.messages("bob", 7, "&page_size=3"), "seen")).containsExactly(seen, seen, seen);
	}

	@Test
	void anImageRowNamesItsMediaLast() throws Exception {
		String page = SITE.messages("alice", 78, "&offset_up=120&page_size=1");
		assertThat(page).containsPattern("\"media_file\": \"http:.+_image_original\\.png\"")
			.contains("\"message\": \"Image\"", "\"media_type\": \"image\"")
			.containsPattern("\"side\": \"left\",\\s+\"media_name\": \"COLIBRI-IMG-1605973503\"\\s+}");
	}

	@Test
	void aDeletedMessageIsGoneForOneSideAndUnknownOnceBothDeletedIt() throws Exception {
		String deleted = envelope(200, "Message deleted successfully");
		String unknown = envelope(400, "A message with this ID was not found. Please check your details!");
		assertThat(SITE.delete("alice", "144")).isEqualTo(deleted);
		assertThat(SITE.delete("alice", "144")).isEqualTo(deleted);
		assertThat(ids(SITE.messages("alice", 78, "&page_size=3"))).containsExactly(142L, 143L, 145L);
		String page = SITE.messages("bob", 7, "&page_size=2");
		assertThat(ids(page)).containsExactly(144L, 145L);
		assertThat(values(page, "deleted_fs1")).containsExactly("N", "N");
		assertThat(values(page, "deleted_fs2")).containsExactly("Y", "N");
		assertThat(values(SITE.get("get_chats", "alice", ""), "new_messages")).endsWith("1");
		assertThat(SITE.delete("bob", "144")).isEqualTo(deleted);
		assertThat(SITE.delete("alice", "144")).isEqualTo(unknown);
		assertThat(SITE.delete("alice", "165")).isEqualTo(unknown);
		assertThat(SITE.delete("alice", "x")).isEqualTo(envelope(400, "Message ID is missing or invalid"));
	}

	@Test
	void aClearedChatStaysListedUntilItIsDeletedAndComesBackWithANewId() throws Exception {
		assertThat(SITE.clear("alice", 41, "0")).isEqualTo(envelope(200, "Chat deleted successfully"));
		assertThat(SITE.messages("alice", 41, "")).isEqualTo(envelope(204, "No data found"));
		String chats = SITE.get("get_chats", "alice", "");
		assertThat(values(chats, "chat_id")).startsWith("11");
		assertThat(values(chats, "last_message")).startsWith("");
		assertThat(SITE.clear("alice", 41, "1")).isEqualTo(envelope(200, "Chat deleted successfully"));
		assertThat(values(SITE.get("get_chats", "alice", ""), "username")).doesNotContain("henry");
		assertThat(ids(SITE.messages("henry", 7, ""))).hasSize(4);
		SITE.send("henry", 7, "Hello?");
		assertThat(values(SITE.get("get_chats", "alice", ""), "chat_id")).startsWith("13");
		assertThat(values(SITE.get("get_chats", "henry", ""), "chat_id")).containsExactly("12");
		assertThat(SITE.clear("alice", 7, "1")).isEqualTo(envelope(400, "Interlocutor ID is missing or invalid"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					<b>bold</b> a<b c>d | bold ad
					a <3 b | `a `
					1 < 2 and 3 > 2 | 1 &lt; 2 and 3 &gt; 2
					a & b &amp; | a &amp; b &amp;amp;
					say "hi" | say &quot;hi&quot;
					don't it's | don&#039;t it&#039;s
					C:\\new | C:new
					@bob #tag | @bob #tag
					<i></i> | ``
					https://example.com/path?a=1&b=2 | <a href="https://example.com/path?a=1&amp;b=2" target="_blank" class="inline-link">https://example.com/path?a...</a>
					www.example.com | <a href="http://www.example.com" target="_blank" class="inline-link">www.example.com</a>
					Https://example.com/x | <a href="http://Https://example.com/x" target="_blank" class="inline-link">Https://example.com/x</a>
					Www.example.com | <a href="http://Www.example.com" target="_blank" class="inline-link">Www.example.com</a>
					HTTP://X | <a href="http://HTTP://X" target="_blank" class="inline-link">HTTP://X</a>
					https://example.org/x&#x22; | <a href="https://example.org/x&#x22;" target="_blank" class="inline-link">https://example.org/x&#x22...</a>
					a {% x %} b {% c | a  b {% c
					a {% <b> %} b {%%} c | a  b  c
					&#x3c;&#X26;lt;&#x1F600; | &#x3c;&#X26;lt;&#x1F600;
					&#x; &#x1234567; &#xg; | &amp;#x; &amp;#x1234567; &amp;#xg;
					price &#8364;5 &amp;#39; | price &#8364;5 &amp;amp;#39;
					""")
	void aTextComesBackAsTheSiteKeepsIt(String typed, String shown) throws Exception {
		assertThat(message(SITE.send("alice", 78, typed))).isEqualTo(shown);
		assertThat(message(
				SITE.text(SITE.request("get_messages?session_id=alice-session&user_id=78&page_size=1").build())))
			.isEqualTo(shown);
	}

	@Test
	void whitespaceInsideStaysAndBlanksAloneAreAnEmptyText() throws Exception {
		String family = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc66 \u05e9\u05dc\u05d5\u05dd\n\nnext\tline";
		assertThat(message(SITE.send("alice", 78, "  " + family + "\n"))).isEqualTo(family);
		assertThat(message(SITE.send("alice", 78, BLANKS))).isEmpty();
		String form = field("session_id", "alice-session") + field("user_id", "78") + field("type", "text")
				+ field("message", "a\u00ffb") + "--frontier--\r\n";
		HttpRequest invalid = SITE.request("send_message")
			.header("Content-Type", "multipart/form-data; boundary=frontier")
			.POST(BodyPublishers.ofString(form, StandardCharsets.ISO_8859_1))
			.build();
		assertThat(message(SITE.text(invalid))).isEmpty();
	}

	@Test
	void thePreviewShowsSqlEscapesAndIsCropped() throws Exception {
		SITE.send("alice", 78, "it's \"x\"\n" + "1".repeat(80));
		assertThat(unescaped(values(SITE.get("get_chats", "alice", ""), "last_message").getFirst()))
			.isEqualTo("it\\&#039;s \\&quot;x\\&quot;\\n" + "1".repeat(75 - 28) + "..");
	}

	@Test
	void aTextThatOutgrowsTheColumnIsASuccessThatStoresNothing() throws Exception {
		String answer = SITE.send("alice", 78, "&".repeat(601)).body();
		assertThat(answer).contains("\"message\": \"Message sent\"", "\"id\": 145", "\"owner\": false");
		assertThat(SITE.send("alice", 37, "&".repeat(601)).body()).isEqualTo(envelope(200, "Message sent"));
		assertThat(SITE.send("alice", 78, "&".repeat(600)).body()).contains("\"id\": 171");
		assertThat(SITE.send("alice", 78, "\n".repeat(2_000) + "x").body()).contains("\"id\": 172");
		assertThat(SITE.send("alice", 78, "x" + "\n".repeat(1_499) + "x").body()).contains("\"id\": 173");
		assertThat(SITE.send("alice", 78, "x" + "\n".repeat(1_500) + "x").body()).contains("\"id\": 173");
	}

	@Test
	void sendingIsRefusedInTheOrderUserPermissionBlockTypeContent() throws Exception {
		String interlocutor = envelope(400, "Interlocutor ID is missing or invalid");
		String permission = envelope(400, "You do not have permission direct messages to this chat");
		String blocked = envelope(400, "Your account has been blocked by this account");
		String failed = envelope(500, "An error occurred while processing your request. Please try again later.");
		assertThat(SITE.send("alice", 999, "").body()).isEqualTo(interlocutor);
		assertThat(SITE.send("alice", 7, "").body()).isEqualTo(permission);
		assertThat(SITE.send("alice", 36, "").body()).isEqualTo(permission);
		assertThat(SITE.send("alice", 35, "").body()).isEqualTo(blocked);
		assertThat(SITE.send("dave", 7, "Hi").body()).isEqualTo(blocked);
		assertThat(SITE.post("send_message", "session_id", "alice-session", "user_id", "78").body())
			.isEqualTo(envelope(400, "The media type of the message is invalid or missing"));
		for (String text : List.of("", "0", "x".repeat(3_001))) {
			assertThat(SITE.send("alice", 78, text).body()).isEqualTo(failed);
		}
		for (int user : List.of(7, 35, 999)) {
			assertThat(SITE.messages("alice", user, "")).isEqualTo(interlocutor);
		}
	}

	@Test
	void anUploadedImageCanBeFetchedAgain() throws Exception {
		byte[] png = SamplePicture.png(4, 0xff0000);
		String file = unescaped(values(SITE.upload("x.PNG", "image/png", png).body(), "media_file").getFirst());
		assertThat(file)
			.matches(SANDBOX.baseUrl() + "/upload/images/2020/11/[A-Za-z0-9]{20}_21_[0-9a-f]{32}_image_original\\.png");
		HttpResponse<byte[]> fetched = fetched(file);
		assertThat(fetched.headers().firstValue("Content-Type")).contains("image/png");
		assertThat(fetched.body()).isEqualTo(png);
		assertThat(values(SITE.get("get_chats", "alice", ""), "last_message")).startsWith("Image");
	}

	@Test
	void whatIsWrittenFromThePhoneIsKeptLikeAnythingElseButNotAmongTheRequests() throws Exception {
		SANDBOX.writeFromThePhone("bob", "alice", " say \"<b>hi</b>\" ");
		String page = SITE.messages("alice", 78, "&page_size=1");
		assertThat(page).contains("\"id\": 171", "\"message\": \"say &quot;hi&quot;\"", "\"owner\": false");
		SANDBOX.writeFromThePhone("bob", "alice", "&".repeat(601));
		assertThat(ids(SITE.messages("alice", 78, "&page_size=1"))).containsExactly(171L);
		assertThatIllegalArgumentException().isThrownBy(() -> SANDBOX.writeFromThePhone("dave", "alice", "Hi"))
			.withMessageContaining("Your account has been blocked by this account");
		assertThatIllegalArgumentException().isThrownBy(() -> SANDBOX.writeFromThePhone("bob", "zoe", "Hi"))
			.withMessage("Nobody is called zoe");
		SANDBOX.wireMock().verify(0, WireMock.postRequestedFor(WireMock.anyUrl()));
	}

	@ParameterizedTest
	@CsvSource({ "IMAGE, Image, image, image/png", "VIDEO, Video, video, video/mp4",
			"FILE, Document, document, application/pdf" })
	void aFileFromTheWebIsShownByItsType(FileType type, String label, String mediaType, String contentType)
			throws Exception {
		SANDBOX.postFromTheWeb("bob", "alice", type);
		String page = SITE.messages("alice", 78, "&page_size=1");
		assertThat(page).contains("\"id\": 171", "\"message\": \"" + label, "\"media_type\": \"" + mediaType)
			.doesNotContain("audio_record");
		assertThat(values(page, "media_name")).hasSize((type == FileType.IMAGE) ? 1 : 0);
		assertThat(fetched(values(page, "media_file").getFirst()).headers().firstValue("Content-Type"))
			.contains(contentType);
		String chats = SITE.get("get_chats", "alice", "");
		assertThat(values(chats, "last_message")).startsWith(label);
		assertThat(values(chats, "username")).startsWith("bob");
	}

	@Test
	void anAudioFromTheWebHasItsUrlInAFieldOfItsOwn() throws Exception {
		SANDBOX.postFromTheWeb("bob", "alice", FileType.AUDIO);
		String page = SITE.messages("alice", 78, "&page_size=1");
		assertThat(page).contains("\"message\": \"Audio\"", "\"media_type\": \"audio\"", "\"media_file\": \"\"")
			.doesNotContain("media_name");
		HttpResponse<byte[]> audio = fetched(values(page, "audio_record").getFirst());
		assertThat(audio.headers().firstValue("Content-Type")).contains("audio/wav");
		assertThat(audio.body()).hasSize(8_044);
		assertThat(values(SITE.get("get_chats", "alice", ""), "last_message")).startsWith("Audio");
		assertThatIllegalArgumentException().isThrownBy(() -> SANDBOX.postFromTheWeb("bob", "zoe", FileType.AUDIO))
			.withMessage("Nobody is called zoe");
	}

	@Test
	void anImageOfAnotherTypeOrSizeIsRefused() throws Exception {
		byte[] png = SamplePicture.png(4, 0xff0000);
		assertThat(SITE.upload("x.webp", "image/webp", png).body()).contains("\"code\": 500");
		assertThat(SITE.upload("x.png", "text/plain", png).body()).contains("\"code\": 500");
		assertThat(SITE.upload("x.png", "image/png", new byte[2 * 1024 * 1024 + 1]).body()).contains("\"code\": 500");
		assertThat(SITE.upload("x.png", "image/png", new byte[9_000_000]).body()).contains("\"code\": 401");
		assertThat(SITE.upload("x.png", "image/png", new byte[9]).body()).contains("\"status\": 500")
			.doesNotContain("\"code\"");
		assertThat(ids(SITE.messages("alice", 78, ""))).endsWith(145L);
	}

	@Test
	void searchRunsAnUnescapedExpressionOverTheHtml() throws Exception {
		String found = SITE.search("%3Ci%3EMEASURE+TWICE");
		assertThat(ids(found)).containsExactly(7L);
		assertThat(found).contains("\"total\": 1").containsPattern("\"side\": \"left\",\\s+\"media_raw\": \"\"\\s+}");
		assertThat(ids(SITE.search("hello+again"))).startsWith(140L, 127L);
		assertThat(ids(SITE.search("inline-link"))).containsExactly(104L, 21L);
		assertThat(SITE.search("first%7Csecond")).contains("\"total\": 2");
		assertThat(ids(SITE.search("%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82"))).isEmpty();
		assertThat(ids(SITE.search("%D1%80%D0%B8%D0%B2%D0%B5%D1%82"))).containsExactly(85L);
		assertThat(ids(SITE.search("0"))).hasSize(145);
		assertThat(ids(SITE.search("hello+again&page_size=20"))).containsExactly(140L, 127L);
		assertThat(ids(SITE.search("hello+again&offset_up=140&offset_down=139&page_size=20"))).containsExactly(127L);
		assertThat(SITE.search("nowhere+to+be+found")).isEqualTo("""
				{
				    "code": 204,
				    "data": [],
				    "message": "No data found"
				}""");
		assertThat(values(SITE.messages("bob", 7, "&page_size=1"), "seen")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "(", "[", "*", "+", "?", "/", "a/b" })
	void aBrokenExpressionIsAWarningWithoutCode(String query) throws Exception {
		assertThat(SITE.search(encoded(query))).startsWith("{\n    \"status\": 500,\n    \"errno\": 2,\n")
			.contains("preg_match_all(): ", ".php] at line 65")
			.doesNotContain("\"code\"");
	}

	@Test
	void aStubOverItCanLoseTheAnswerOfACallThatTookEffect() throws Exception {
		SANDBOX.wireMock()
			.stubFor(WireMock.post(WireMock.urlPathEqualTo("/mobile_api/send_message"))
				.willReturn(WireMock.aResponse()
					.withTransformers(SandboxServer.TRANSFORMER)
					.withFault(Fault.CONNECTION_RESET_BY_PEER)));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> SITE.send("alice", 78, "Hi"));
		assertThat(ids(SITE.messages("alice", 78, ""))).contains(171L);
		SANDBOX.wireMock().verify(WireMock.postRequestedFor(WireMock.urlPathEqualTo("/mobile_api/send_message")));
	}

	@Test
	void badArgumentsAreToldInOneSentence() {
		assertThat(CommandLine.of("--port=0", "--host", "0.0.0.0")).isEqualTo(new CommandLine("0.0.0.0", 0, false));
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.of("--port", "http"))
			.withMessage("--port must be a number from 0 to 65535, not http.");
		assertThatIllegalArgumentException().isThrownBy(() -> CommandLine.of("--verbose"))
			.withMessage("Unknown argument --verbose; try --help.");
	}

	private static HttpResponse<byte[]> fetched(String url) throws Exception {
		return CLIENT.send(HttpRequest.newBuilder(URI.create(unescaped(url))).build(), BodyHandlers.ofByteArray());
	}

}
