package vision.bff.upstream;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTests {

	private static final List<String> PIECES = List.of("&amp;", "&lt;", "&gt;", "&quot;", "&#039;", "&#39;", "&copy;",
			"&amp", "&unknown;", "&", ";", "amp;", "#039;", " ", "\n", "a", "é", "😀");

	@Test
	void aTextWithoutMarkupReadsAsInAParser() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int run = 0; run < 20_000; run++) {
			StringBuilder text = new StringBuilder();
			for (int i = random.nextInt(8); i >= 0; i--) {
				text.append(PIECES.get(random.nextInt(PIECES.size())));
			}
			assertThat(PlainText.of(text.toString()) + "\n").as("seed %d, %s", seed, text)
				.isEqualTo(PlainText.of(text + "<br>"));
		}
	}

	@Test
	void whatTheSiteEscapesIsUnescapedOnce() {
		assertThat(PlainText.of("Tom &amp;amp; Jerry&#039;s &lt;b&gt; &quot;x&quot;"))
			.isEqualTo("Tom &amp; Jerry's <b> \"x\"");
	}

}
