package vision.bff.upstream;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * When all calls of the request at hand must have ended.
 */
final class Deadline {

	private static final ScopedValue<Long> NANO_TIME = ScopedValue.newInstance();

	private Deadline() {
	}

	/**
	 * Does something that may take so long at most.
	 */
	static <T> T within(Duration budget, Supplier<T> work) {
		return ScopedValue.where(NANO_TIME, System.nanoTime() + budget.toNanos()).call(work::get);
	}

	/**
	 * How much of a time is left.
	 * @return at most what is asked for; zero or less if the time is up
	 */
	static Duration left(Duration wanted) {
		if (!NANO_TIME.isBound()) {
			return wanted;
		}
		Duration left = Duration.ofNanos(NANO_TIME.get() - System.nanoTime());
		return (left.compareTo(wanted) < 0) ? left : wanted;
	}

}
