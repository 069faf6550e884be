package vision.bff.sandbox;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.sandbox.SandboxClient.envelope;
import static vision.bff.sandbox.SandboxClient.ids;
import static vision.bff.sandbox.SandboxClient.message;
import static vision.bff.sandbox.SandboxClient.unescaped;
import static vision.bff.sandbox.SandboxClient.values;

class SandboxDialectTests {

	private static final Instant NOW = Instant.parse("2026-11-23T20:53:17Z");

	private static final SettableClock CLOCK = new SettableClock(NOW);

	private static final SandboxSettings B = SandboxSettings.DEFAULT.with(Dialect.B);

	private static final SandboxServer SANDBOX = SandboxServer.start(0, CLOCK, B);

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
	void aResetGoesBackToTheDialectItWasStartedWith() throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT);
		assertThat(values(SITE.send("alice", 78, "Hi").body(), "time")).containsExactly("23 Nov, 2026 08:11");
		SANDBOX.restart();
		assertThat(SANDBOX.settings()).isEqualTo(B);
		assertThat(values(SITE.send("alice", 78, "Hi").body(), "time")).containsExactly("2026-11-23 08:53:17");
	}

	@Test
	void theChatListOfBHasRelativeTimesAndWholePreviews() throws Exception {
		String text = "it has \"quotes\"\n" + "&".repeat(200);
		SITE.send("alice", 78, text);
		CLOCK.advance(Duration.ofSeconds(90));
		String chats = SITE.get("get_chats", "alice", "");
		assertThat(values(chats, "time")).startsWith("2 minutes ago");
		assertThat(unescaped(values(chats, "last_message").getFirst()))
			.isEqualTo("it has \\&quot;quotes\\&quot;\\n" + "&amp;".repeat(200));
		assertThat(values(chats, "verified")).containsExactly("0", "0", "2", "1");
	}

	@Test
	void theChatListOfBHasAnEmptyTextWhereNothingIsVisible() throws Exception {
		SITE.clear("henry", 7, "0");
		assertThat(SITE.get("get_chats", "henry", "")).contains("\"last_message\": \"\",");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					don't it's | `don	 its`
					I'll o'clock O'Brien's 'Xx 'xyz '8 '" '& | Ill oclock OBriens Xx xyz 8 &quot; &amp;
					'hello' | hello\\
					'70s 'x41 'x4a4 '1012 'x3c | 8s A J4 A2 <
					one''two '''three | one\\two \\	hree
					a <img src=''>' | a <img src=''>\\
					a '<img src=''> | a <img src=''>
					price &#8364;5 '&#39;to | `price 5 	o`
					&#39; | ``
					&#x27;&#X1f600; don&#x27;t {% x %} b | &#x27;&#X1f600; don&#x27;t  b
					Https://example.com/x | <a href="http://Https://example.com/x" target="_blank" class="inline-link">Https://example.com/x</a>
					say "hi" & <b>bold</b> a<b c>d | say &quot;hi&quot; &amp; bold ad
					a <img src=y onerror=alert('x')> <3 b | `a <img src=y onerror=alert('x')> `
					<IMG SRC=y onerror="alert(1)"><script>alert(1)</script> | <IMG SRC=y onerror="alert(1)">alert(1)
					""")
	void aTextComesBackFromBWithoutApostrophesAndWithRawImageTags(String typed, String shown) throws Exception {
		assertThat(message(SITE.send("alice", 78, typed))).isEqualTo(shown);
		assertThat(message(SITE.fetch("get_messages", "alice", "&user_id=78&page_size=1"))).isEqualTo(shown);
	}

	@Test
	void anApostropheMakesAControlCharacterOfTheLetterBehindItInB() throws Exception {
		String text = message(SITE.send("alice", 78, "l'arte 'b 'f 'n 'r 't 'v 'x7f '0"));
		assertThat(text).isEqualTo("l\u0007rte \b \f \n \r \t \u000b \u007f \0");
	}

	@Test
	void aBackslashIsTwoInTheColumnOfB() throws Exception {
		assertThat(message(SITE.send("alice", 78, "''n 'n"))).isEqualTo("\\n \n");
		assertThat(unescaped(values(SITE.get("get_chats", "alice", ""), "last_message").getFirst()))
			.isEqualTo("\\\\n \\n");
	}

	@Test
	void seededTextsSpeakTheDialectOfTheMoment() throws Exception {
		assertThat(message(SITE.fetch("get_messages", "alice", "&user_id=78&page_size=1")))
			.isEqualTo("Its a date: &quot;tomorrow&quot; at 8, then");
		SANDBOX.settings(B.with(Dialect.A));
		assertThat(message(SITE.fetch("get_messages", "alice", "&user_id=78&page_size=1")))
			.isEqualTo("It&#039;s a date: &quot;tomorrow&quot; at 8, then");
	}

	@Test
	void bFitsWhatItKeeps() throws Exception {
		assertThat(SITE.send("alice", 78, "'".repeat(700) + "x").body()).contains("\"id\": 171");
		assertThat(SITE.send("alice", 78, "&".repeat(601)).body()).contains("\"id\": 171");
		SANDBOX.settings(SandboxSettings.DEFAULT);
		assertThat(SITE.send("alice", 78, "'".repeat(700) + "x").body()).contains("\"id\": 171");
	}

	@Test
	void bTakesAnyContentForAnImage() throws Exception {
		assertThat(SITE.upload("x.png", "image/png", new byte[9]).body()).contains("\"id\": 171",
				"\"media_type\": \"image\"");
		assertThat(SITE.upload("x.webp", "image/webp", new byte[9]).body()).contains("\"code\": 500");
	}

	@Test
	void aSearchWithoutHitsHasTheCode404InB() throws Exception {
		assertThat(SITE.search("nowhere+to+be+found")).isEqualTo("""
				{
				    "code": 404,
				    "data": [],
				    "message": "No data found"
				}""");
		assertThat(SITE.messages("alice", 37, "")).isEqualTo(envelope(204, "No data found"));
	}

	@Test
	void anEarlyReleaseIgnoresThePageSizeUnlessItLooksUp() throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(Dialect.EARLY));
		assertThat(ids(SITE.messages("alice", 78, "&page_size=3"))).hasSize(20).endsWith(145L);
		assertThat(ids(SITE.messages("alice", 78, "&page_size=50&offset_down=1"))).hasSize(20).endsWith(145L);
		assertThat(ids(SITE.messages("alice", 78, "&page_size=3&offset_up=100"))).containsExactly(97L, 98L, 99L);
		assertThat(message(SITE.send("alice", 78, "don't &#8364; &#x27; {% x %} &amp;")))
			.isEqualTo("don&#039;t &#8364; &#x27;  &amp;amp;");
		assertThat(message(SITE.send("alice", 78, "HTTPS://X"))).contains("href=\"http://HTTPS://X\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "A", "B", "C", "EARLY" })
	void timesWithoutAYearAreForAnyDialect(Dialect dialect) throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(dialect).with(Quirk.TIMES_WITHOUT_YEAR));
		CLOCK.set(Instant.parse("2026-11-23T21:18:00Z"));
		assertThat(values(SITE.send("alice", 78, "Hi").body(), "time")).containsExactly("23 November, 09:18");
	}

	@ParameterizedTest
	@CsvSource({ "0, только что", "1, 1 секунду назад", "90, 2 минуты назад", "1020, 17 минут назад",
			"1260, 21 минуту назад", "7200, 2 часа назад", "432000, 5 дней назад", "31536000, 1 год назад" })
	void relativeTimesCanBeRussian(long seconds, String label) throws Exception {
		SANDBOX.settings(B.with(Quirk.RUSSIAN_LABELS));
		SITE.send("alice", 78, "Hi");
		CLOCK.advance(Duration.ofSeconds(seconds));
		assertThat(unescaped(values(SITE.get("get_chats", "bob", ""), "time").getFirst())).isEqualTo(label);
	}

}
