package vision.bff.upstream.site;

import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vision.bff.message.OutgoingText;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.row.ShownText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextEncodingTests {

	private final SiteTraits traits = new SiteTraits(Ticker.systemTicker(), new SimpleMeterRegistry());

	private final TextEncoding exact = new TextEncoding(true, this.traits);

	private final TextEncoding plain = new TextEncoding(false, this.traits);

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			I <3 you              | I &#x3c;3 you
			1 < 2 and 3 > 2       | 1 < 2 and 3 > 2
			ends with <           | ends with &#x3c;
			<b>x</b>              | &#x3c;b>x&#x3c;/b>
			C:\\new               | C:&#x5c;new
			it's "quoted"         | it&#x27;s &#x22;quoted&#x22;
			a & b &c && d         | a & b &c && d
			&amp; &#39; &#x41;    | &#x26;amp; &#x26;#39; &#x26;#x41;
			{% x %} {{ y }} {     | &#x7b;% x %} {{ y }} {
			0                     | &#x30;
			00                    | 00
			🙂                    | 🙂
			""")
	void onlyWhatWouldNotSurviveIsAnEntity(String typed, String sent) {
		TextEncoding.Encoded encoded = this.exact.encode(text(typed));
		assertThat(encoded.sent()).isEqualTo(sent);
		assertThat(encoded.certain()).isTrue();
		assertThat(ShownText.of(encoded.sent().replace("&", "&amp;").replace("&amp;#x", "&#x"))).isEqualTo(typed);
	}

	@Test
	void aNarrowColumnGetsEmojiAsEntities() {
		assertThat(this.exact.encode(text("ok 👍")).isWide()).isTrue();
		this.traits.foundNarrow();
		TextEncoding.Encoded encoded = this.exact.encode(text("ok 👍 é ש"));
		assertThat(encoded.sent()).isEqualTo("ok &#x1f44d; é ש");
		assertThat(encoded.isWide()).isFalse();
		assertThat(refusal(this.plain, "ok 👍")).contains("beyond U+FFFF");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '~', value = { "', 500", "\\, 500", "<, 500", "&, 600", ">, 750" })
	void whatIsLongerOnTheSiteThanTheSiteHasRoomForIsRefused(String character, int most) {
		assertThat(this.exact.encode(text(character.repeat(most))).sent()).isNotEmpty();
		assertThat(refusal(this.exact, character.repeat(most) + "xx")).contains("is 2 over the 3000 characters");
	}

	@Test
	void aNewlineCountsTwo() {
		assertThat(this.exact.encode(text("a" + "\n".repeat(1_499) + "b")).sent()).hasSize(1_501);
		assertThat(refusal(this.exact, "a" + "\n".repeat(1_499) + "bc")).contains("is 1 over the 3000 characters");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			I <3 you      | what looks like a tag
			C:\\new       | backslashes
			price &#8364; | numeric entities
			{% x %}       | what looks like a template
			<3 \\ {%      | what looks like a tag, backslashes, what looks like a template
			0             | must not be a lone 0, which the site refuses
			""")
	void withoutEntitiesWhatWouldBeLostIsRefused(String typed, String loss) {
		assertThat(refusal(this.plain, typed)).endsWith(loss);
	}

	@Test
	void aLenientTextGoesOutAsItIs() {
		TextEncoding.Encoded encoded = this.plain.encode(OutgoingText.of("I <3 you", true));
		assertThat(encoded.sent()).isEqualTo("I <3 you");
		assertThat(encoded.certain()).isFalse();
	}

	@Test
	void apostrophesAreRefusedWithoutEntitiesOnceTheyAreSeenToBeLost() {
		assertThat(this.plain.encode(text("don't")).certain()).isFalse();
		this.traits.foundChanged("don't", "dont");
		assertThat(refusal(this.plain, "don't")).endsWith("apostrophes");
		assertThat(this.exact.encode(text("don't")).certain()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "say \"hi\"", "1 < 2", "a & b &amp; c", "https://example.com/?a=1&b=2", "🙂\n\tשלום" })
	void withoutEntitiesWhatSurvivesGoesOut(String typed) {
		TextEncoding.Encoded encoded = this.plain.encode(text(typed));
		assertThat(encoded.sent()).isEqualTo(typed);
		assertThat(encoded.certain()).isTrue();
	}

	@Test
	void noEncodingSavesNul() {
		for (TextEncoding encoding : List.of(this.exact, this.plain)) {
			assertThat(refusal(encoding, "a\0b")).endsWith("NUL characters");
			assertThat(encoding.encode(OutgoingText.of("a\0b", true)).certain()).isFalse();
		}
	}

	private static OutgoingText text(String typed) {
		return OutgoingText.of(typed, false);
	}

	private static String refusal(TextEncoding encoding, String typed) {
		return assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> encoding.encode(text(typed)))
			.actual()
			.errors()
			.getFirst()
			.message();
	}

}
