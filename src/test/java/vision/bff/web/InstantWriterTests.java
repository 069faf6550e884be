package vision.bff.web;

import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InstantWriterTests {

	@ParameterizedTest
	@ValueSource(strings = { "1970-01-01T00:00:00Z", "2026-11-25T10:11:00Z", "2026-11-25T10:11:59Z",
			"2020-02-29T23:00:00Z", "2026-11-25T10:11:00.000001Z", "2026-11-25T10:11:12.120Z", "0000-01-01T00:00:00Z",
			"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z" })
	void anInstantIsWrittenAsUsual(String text) {
		assertThat(InstantWriter.text(Instant.parse(text))).isEqualTo(text);
	}

	@Test
	void soIsAnyOther() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int i = 0; i < 10_000; i++) {
			Instant instant = Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 400_000_000_000L),
					random.nextBoolean() ? 0 : random.nextInt(1_000) * 1_000_000L);
			assertThat(InstantWriter.text(instant)).as("seed %s", seed).isEqualTo(instant.toString());
		}
	}

}
