package vision.bff.warmup;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether it is still worth the time: until a second has no more calls than those before
 * it, several times in a row, and for so long at most.
 */
final class Pace {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	/** So many times as many are more. */
	private static final double GAIN = 1.03;

	private static final int SECONDS_WITHOUT_GAIN = 5;

	private final LongSupplier nanoTime;

	private final long start;

	private final Duration atMost;

	private long calls;

	private long secondStart;

	private long callsBefore;

	private double best;

	private int withoutGain;

	Pace(LongSupplier nanoTime, Duration atMost) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.atMost = atMost;
	}

	static Pace of(Duration atMost) {
		return new Pace(System::nanoTime, atMost);
	}

	/**
	 * One more call has been answered.
	 */
	synchronized boolean goesOn() {
		long now = this.nanoTime.getAsLong();
		if (this.calls == 0) {
			this.secondStart = now;
		}
		this.calls++;
		if (now - this.secondStart >= SECOND) {
			compare(now);
		}
		return this.withoutGain < SECONDS_WITHOUT_GAIN && now - this.start < this.atMost.toNanos();
	}

	private void compare(long now) {
		double rate = (double) (this.calls - this.callsBefore) / (now - this.secondStart);
		this.withoutGain = (rate > GAIN * this.best) ? 0 : this.withoutGain + 1;
		this.best = Math.max(this.best, rate);
		this.secondStart = now;
		this.callsBefore = this.calls;
	}

	synchronized long calls() {
		return this.calls;
	}

	double seconds() {
		return (double) (this.nanoTime.getAsLong() - this.start) / SECOND;
	}

}
