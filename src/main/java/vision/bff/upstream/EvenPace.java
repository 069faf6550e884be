package vision.bff.upstream;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets things end at certain times only, so that nobody learns anything from how long one
 * has taken: after every half a second.
 */
record EvenPace(LongSupplier nanoTime, Pause pause) {

	private static final long STEP = Duration.ofMillis(500).toNanos();

	static EvenPace ofClock() {
		return new EvenPace(System::nanoTime, Thread::sleep);
	}

	long start() {
		return this.nanoTime.getAsLong();
	}

	void end(long start) {
		long taken = Math.max(1, this.nanoTime.getAsLong() - start);
		try {
			this.pause.sleep(Duration.ofNanos(Math.ceilDiv(taken, STEP) * STEP - taken));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Does nothing for a while. */
	@FunctionalInterface
	interface Pause {

		void sleep(Duration duration) throws InterruptedException;

	}

}
