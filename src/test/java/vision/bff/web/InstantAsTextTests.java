package vision.bff.web;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InstantAsTextTests {

	private static final int[] NANOS = { 0, 1, 1_000, 120_000_000, 123_456_789, 999_999_999 };

	@Test
	void anInstantIsWrittenAsItWritesItself() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int run = 0; run < 20_000; run++) {
			long second = random.nextLong(Instant.parse("-2000-01-01T00:00:00Z").getEpochSecond(),
					Instant.parse("+12000-01-01T00:00:00Z").getEpochSecond());
			long rounded = second - second % new int[] { 1, 60, 3_600 }[random.nextInt(3)];
			Instant instant = Instant.ofEpochSecond(rounded, NANOS[random.nextInt(NANOS.length)]);
			assertThat(InstantAsText.text(instant)).as("seed %d", seed).isEqualTo(instant.toString());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-11-24T00:00:00Z", "2026-11-24T07:16:02.079367488Z", "1970-01-01T00:00:01Z" })
	void secondsAreNeverLeftOut(String text) {
		assertThat(InstantAsText.text(Instant.parse(text))).isEqualTo(text);
	}

}
