package vision.bff.upstream.call;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import vision.bff.time.Deadline;

/**
 * Lets so few calls be made again that a site in trouble is not asked much more often for
 * it: 8 in 100, and 10 that were saved up.
 */
final class RetryBudget {

	private static final int EARNED_BY_A_CALL = 8;

	private static final int PRICE = 100;

	private static final int LIMIT = 10 * PRICE;

	private static final int SHORTEST_PAUSE_MILLIS = 20;

	private static final int LONGEST_PAUSE_MILLIS = 120;

	private final AtomicInteger saved = new AtomicInteger(LIMIT);

	void earn() {
		this.saved.updateAndGet((amount) -> Math.min(LIMIT, amount + EARNED_BY_A_CALL));
	}

	boolean spend() {
		return this.saved.getAndUpdate((amount) -> (amount >= PRICE) ? amount - PRICE : amount) >= PRICE;
	}

	/**
	 * Waits a moment, of a random length so that not all come back at once.
	 * @return whether there was time for that
	 */
	static boolean pause() {
		Duration pause = Duration
			.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
		if (Deadline.left(pause).compareTo(pause) < 0) {
			return false;
		}
		try {
			Thread.sleep(pause);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
