package vision.bff.upstream.call;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so few calls be made again that a site in trouble is not asked much more often for
 * it: 8 in 100, and 10 that were saved up.
 */
final class RetryBudget {

	private static final int EARNED_BY_A_CALL = 8;

	private static final int PRICE = 100;

	private static final int LIMIT = 10 * PRICE;

	private final AtomicInteger saved = new AtomicInteger(LIMIT);

	void earn() {
		this.saved.updateAndGet((amount) -> Math.min(LIMIT, amount + EARNED_BY_A_CALL));
	}

	boolean spend() {
		return this.saved.getAndUpdate((amount) -> (amount >= PRICE) ? amount - PRICE : amount) >= PRICE;
	}

}
