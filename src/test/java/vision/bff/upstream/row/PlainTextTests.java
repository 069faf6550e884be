package vision.bff.upstream.row;

import java.util.List;
import java.util.Random;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vision.bff.upstream.row.PlainText;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTests {

	private static final List<String> PIECES = List.of("&amp;", "&lt;", "&gt;", "&quot;", "&#039;", "&#39;", "&#x3c;",
			"&#x1f600;", "&copy;", "&unknown;", "& ", ";", "amp;", "#039;", " ", "\n", "a", "é", "😀", "www.");

	@Test
	void aTextWithoutTagsReadsAsInABrowser() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int run = 0; run < 20_000; run++) {
			StringBuilder text = new StringBuilder("x");
			for (int i = random.nextInt(8); i >= 0; i--) {
				text.append(PIECES.get(random.nextInt(PIECES.size())));
			}
			assertThat(PlainText.of(text.toString())).as("seed %d, %s", seed, text)
				.isEqualTo(Jsoup.parseBodyFragment(text.toString()).body().wholeText());
		}
	}

	@Test
	void whatTheSiteEscapesIsUnescapedOnce() {
		assertThat(PlainText.of("Tom &amp;amp; Jerry&#039;s &lt;b&gt; &quot;x&quot;"))
			.isEqualTo("Tom &amp; Jerry's <b> \"x\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					https://example.com/x          | https://example.com/x         | https://example.com/x
					http://www.example.com         | www.example.com               | www.example.com
					http://Www.example.com         | Www.example.com               | Www.example.com
					http://Https://example.com/x   | Https://example.com/x         | Https://example.com/x
					http://HTTP://EXAMPLE.COM      | HTTP://EXAMPLE.COM            | HTTP://EXAMPLE.COM
					http://http.example            | http://http.example           | http://http.example
					http://Https://example.com/a-long-one?a=1&amp;b=2 | Https://example.com/a-long... | Https://example.com/a-long-one?a=1&b=2
					http://www.example.com/a-path/further             | www.example.com/a-path/fur... | www.example.com/a-path/further
					http://example.com/a-long-path/further            | http://example.com/a-long-... | http://example.com/a-long-path/further
					https://example.com/12345?&amp;x=1                | https://example.com/12345?... | https://example.com/12345?&x=1
					https://example.com/1234&amp;x=1                  | https://example.com/1234&a... | https://example.com/1234&x=1
					https://example.org/x&#x22;y&#x22;                | https://example.org/x&#x22... | https://example.org/x"y"
					https://example.org/abc...     | https://example.org/abc...    | https://example.org/abc...
					""")
	void aLinkReadsAsWhatWasTyped(String href, String label, String typed) {
		assertThat(PlainText
			.of("see <a href=\"" + href + "\" target=\"_blank\" class=\"inline-link\">" + label + "</a> &amp; so on"))
			.isEqualTo("see " + typed + " & so on");
	}

	@Test
	void noMarkupIsLeft() {
		assertThat(PlainText.of("look <img src=y onerror=\"alert(1)\"> <i>here</i><br>and <script>x()</script>there"))
			.isEqualTo("look  here\nand there");
	}

	@Test
	void aStoredTextHasItsBackslashesUndone() {
		assertThat(PlainText.ofStored("say \\\"hi\\\"\\nA &amp; b\\'s &#x3c; C:\\\\new", true))
			.isEqualTo("say \"hi\"\nA & b's < C:\\new");
		assertThat(PlainText.ofStored("two \\\\ and \\x", false)).isEqualTo("two \\\\ and \\x");
	}

}
