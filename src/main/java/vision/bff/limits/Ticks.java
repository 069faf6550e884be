package vision.bff.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;

/**
 * The time of the caches, for buckets.
 */
record Ticks(Ticker ticker) implements TimeMeter {

	@Override
	public long currentTimeNanos() {
		return this.ticker.read();
	}

	@Override
	public boolean isWallClockBased() {
		return false;
	}

}
