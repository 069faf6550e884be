package vision.bff.warmup;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {

	private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 100);

	private final Pace pace = new Pace(this.nanos::get, Duration.ofSeconds(20));

	@Test
	void itEndsWhenItsTimeIsUp() {
		assertThat(millisecondsUntilItEnds(200, 0.95)).isBetween(20_000L, 20_100L);
	}

	@Test
	void itEndsSomeSecondsAfterTheLastGain() {
		assertThat(millisecondsUntilItEnds(10, 1)).isBetween(6_000L, 6_100L);
	}

	@Test
	void aSecondThatIsSlowerDoesNotEndIt() {
		answers(2_000, 100);
		answers(3_000, 200);
		assertThat(answers(1_000, 50)).isTrue();
	}

	@Test
	void itCountsTheCalls() {
		answers(1_000, 100);
		assertThat(this.pace.calls()).isEqualTo(10);
		assertThat(this.pace.seconds()).isEqualTo(1);
	}

	private boolean answers(long milliseconds, long each) {
		boolean goesOn = true;
		for (long time = 0; time < milliseconds; time += each) {
			this.nanos.addAndGet(each * MILLISECOND);
			goesOn = this.pace.goesOn();
		}
		return goesOn;
	}

	/**
	 * @param call how many milliseconds a call takes at first
	 * @param change by what that changes with each second
	 */
	private long millisecondsUntilItEnds(long call, double change) {
		long start = this.nanos.get();
		long milliseconds = 0;
		do {
			double each = call * Math.pow(change, milliseconds / 1000.0);
			this.nanos.addAndGet(Math.round(each * MILLISECOND));
			milliseconds = (this.nanos.get() - start) / MILLISECOND;
		}
		while (this.pace.goesOn());
		return milliseconds;
	}

}
