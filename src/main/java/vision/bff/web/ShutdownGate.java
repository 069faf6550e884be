package vision.bff.web;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Counts the requests in flight, and tells when the last one has left a closed gate.
 */
final class ShutdownGate {

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicReference<@Nullable Runnable> whenNoneIsLeft = new AtomicReference<>();

	private volatile boolean closed;

	void open() {
		this.closed = false;
	}

	void close() {
		this.closed = true;
	}

	/** Lets nobody in any more, and runs this once nobody is left. */
	void close(Runnable whenNoneIsLeft) {
		close();
		this.whenNoneIsLeft.set(whenNoneIsLeft);
		if (this.count.get() == 0) {
			noneIsLeft();
		}
	}

	/**
	 * Counts one more before it looks whether the gate is closed, which
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
