package vision.bff.live;

import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Spreads the calls of all watches over time. Who comes first goes first, and each watch
 * makes one call at a time, so that more watches make slower ones.
 */
final class CallPace {

	private final Ticker ticker;

	private final long nanosForEach;

	private long nextNanoTime;

	CallPace(int callsPerSecond, Ticker ticker) {
		this.ticker = ticker;
		this.nanosForEach = TimeUnit.SECONDS.toNanos(1) / callsPerSecond;
		this.nextNanoTime = ticker.read();
	}

	/** How long to wait for the turn that is taken with this, in nanoseconds. */
	synchronized long take() {
		long now = this.ticker.read();
		long turn = Math.max(now, this.nextNanoTime);
		this.nextNanoTime = turn + this.nanosForEach;
		return turn - now;
	}

}
