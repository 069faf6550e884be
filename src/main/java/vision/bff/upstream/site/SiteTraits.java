package vision.bff.upstream.site;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What the answers of the site have shown about it, so that it is not asked again and
 * again for what it cannot do. Kept for the life of the process, but for a broken search.
 */
public final class SiteTraits {

	private static final long SEARCH_STAYS_BROKEN_NANOS = Duration.ofMinutes(10).toNanos();

	/** One failure can be an accident. */
	private static final int SEARCH_FAILURES = 2;

	private final Ticker ticker;

	private final AtomicInteger searchFailures = new AtomicInteger();

	private volatile long searchFailedAt;

	private volatile boolean narrow;

	private volatile boolean uncropped;

	private volatile boolean losesApostrophes;

	private final Counter narrowColumns;

	public SiteTraits(Ticker ticker, MeterRegistry meters) {
		this.ticker = ticker;
		this.narrowColumns = Counter.builder("vision.upstream.narrow.columns")
			.description("Texts that the site said it stored and had no room for")
			.register(meters);
	}

	public boolean isSearchBroken() {
		return this.searchFailures.get() >= SEARCH_FAILURES
				&& this.ticker.read() - this.searchFailedAt < SEARCH_STAYS_BROKEN_NANOS;
	}

	/** The search failed although the site answers other calls. */
	public void searchFailed() {
		this.searchFailedAt = this.ticker.read();
		this.searchFailures.incrementAndGet();
	}

	public void searchWorked() {
		this.searchFailures.set(0);
	}

	/** Whether the column of the texts has no room for characters beyond U+FFFF. */
	boolean isNarrow() {
		return this.narrow;
	}

	/** The site said that it stored such a character, and did not. */
	public void foundNarrow() {
		this.narrowColumns.increment();
		this.narrow = true;
	}

	/** Whether the chat list has whole texts, as all releases but the oldest have it. */
	public boolean isUncropped() {
		return this.uncropped;
	}

	public void foundUncropped() {
		this.uncropped = true;
	}

	/** Whether apostrophes that are sent as they are come back as something else. */
	boolean losesApostrophes() {
		return this.losesApostrophes;
	}

	/** The site made another text of one that was sent. */
	public void foundChanged(String sent, String stored) {
		if (Hazard.APOSTROPHE.isIn(sent) && !Hazard.APOSTROPHE.isIn(stored)) {
			this.losesApostrophes = true;
		}
	}

}
