package vision.bff.upstream;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTests {

	private static final List<String> PIECES = List.of("&amp;", "&lt;", "&gt;", "&quot;", "&#039;", "&#39;", "&copy;",
			"&amp", "&unknown;", "&", ";", "amp;", "#039;", " ", "\n", "a", "é", "😀", "www.", "<i>", "</a>", ">",
			"\"");

	private static final List<String> ADDRESSES = List.of("https://example.com/path?a=1&amp;b=2",
			"http://www.example.com", "http://www.a&quot;b", "x&ampy", "", "a\nb", "a>b", "/&copy;",
			"&#104;ttp://www.x");

	private static final List<String> LABELS = List.of("https://example.com/path?a...", "www.example.com/a&am...",
			"www.", "ww", "", "&#119;ww.a", "www<b>.a</b>", "a\nb and more");

	@Test
	void aTextOfUsualMarkupReadsAsInAParser() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int run = 0; run < 20_000; run++) {
			StringBuilder text = new StringBuilder();
			for (int i = random.nextInt(8); i >= 0; i--) {
				text.append((random.nextInt(4) == 0) ? link(random) : PIECES.get(random.nextInt(PIECES.size())));
			}
			assertThat(PlainText.of(text.toString()) + "\n").as("seed %d, %s", seed, text)
				.isEqualTo(PlainText.of(text + "<br>"));
		}
	}

	private static String link(Random random) {
		return "<a href=\"%s\" target=\"_blank\" class=\"%s\">%s</a>".formatted(
				ADDRESSES.get(random.nextInt(ADDRESSES.size())), (random.nextInt(9) == 0) ? "other" : "inline-link",
				LABELS.get(random.nextInt(LABELS.size())));
	}

	@Test
	void whatTheSiteEscapesIsUnescapedOnce() {
		assertThat(PlainText.of("Tom &amp;amp; Jerry&#039;s &lt;b&gt; &quot;x&quot;"))
			.isEqualTo("Tom &amp; Jerry's <b> \"x\"");
	}

}
