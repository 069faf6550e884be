package vision.bff.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EvenPaceTests {

	private final AtomicLong nanos = new AtomicLong(42);

	private final List<Duration> pauses = new ArrayList<>();

	private final EvenPace pace = new EvenPace(this.nanos::get, this.pauses::add);

	@ParameterizedTest
	@CsvSource({ "0, 500", "3, 500", "120, 500", "499, 500", "500, 500", "501, 1000", "1700, 2000" })
	void whateverTakesHalfASecondMoreOrLessEndsAtTheSameTimes(long taken, long end) {
		long start = this.pace.start();
		this.nanos.addAndGet(Duration.ofMillis(taken).toNanos());
		this.pace.end(start);
		assertThat(this.pauses).singleElement()
			.satisfies((pause) -> assertThat(pause.plusMillis(taken).toMillis()).isBetween(end - 1, end));
	}

}
