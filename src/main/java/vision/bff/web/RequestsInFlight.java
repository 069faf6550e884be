package vision.bff.web;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Counts requests, and tells when the last one has left.
 */
final class RequestsInFlight {

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> whenNoneIsLeft = new AtomicReference<>();

	private volatile boolean closed;

	void open() {
		this.closed = false;
	}

	void close() {
		this.closed = true;
	}

	/** Closes the door, and runs this once nobody is there any more. */
	void close(Runnable whenNoneIsLeft) {
		close();
		this.whenNoneIsLeft.set(whenNoneIsLeft);
		if (this.count.get() == 0) {
			noneIsLeft();
		}
	}

	/**
	 * Counts one more before it looks whether the door is closed, which
	 * {@link #close(Runnable)} says before it looks at the count. Nobody slips through
	 * between.
	 */
	boolean enter() {
		this.count.incrementAndGet();
		if (this.closed) {
			leave();
			return false;
		}
		return true;
	}

	void leave() {
		if (this.count.decrementAndGet() == 0) {
			noneIsLeft();
		}
	}

	private void noneIsLeft() {
		Runnable callback = this.whenNoneIsLeft.getAndSet(null);
		if (callback != null) {
			callback.run();
		}
	}

}
