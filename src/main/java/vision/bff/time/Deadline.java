package vision.bff.time;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * When all that is done for the request at hand must have ended. A deadline within
 * another one never ends later than that.
 */
public final class Deadline {

	private static final ScopedValue<Long> NANO_TIME = ScopedValue.newInstance();

	private Deadline() {
	}

	/** Does something that may take so long at most. */
	public static <T> T within(Duration budget, Supplier<T> work) {
		return ScopedValue.where(NANO_TIME, end(budget)).call(work::get);
	}

	public static void within(Duration budget, Runnable work) {
		ScopedValue.where(NANO_TIME, end(budget)).run(work);
	}

	private static long end(Duration budget) {
		long now = System.nanoTime();
		long left = NANO_TIME.isBound() ? NANO_TIME.get() - now : Long.MAX_VALUE;
		return now + Math.min(left, budget.toNanos());
	}

	/**
	 * How much of a time is left.
	 * @return at most what is asked for; zero or less if the time is up
	 * @throws IllegalStateException if nobody has said how long all may take
	 */
	public static Duration left(Duration wanted) {
		if (!NANO_TIME.isBound()) {
			throw new IllegalStateException("A call needs a deadline");
		}
		Duration left = Duration.ofNanos(NANO_TIME.get() - System.nanoTime());
		return (left.compareTo(wanted) < 0) ? left : wanted;
	}

}
