package vision.bff.upstream.call;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Bounds how much of the site's answers is held in memory at once, however many calls are
 * in flight: a tenth of the heap. A call waits until there is room for what it expects,
 * and is given up if more comes than there is room for.
 */
final class AnswerBudget {

	private static final int KIB = 1024;

	private final Semaphore room;

	private final int sizeKib;

	AnswerBudget(int sizeKib) {
		this.sizeKib = sizeKib;
		this.room = new Semaphore(sizeKib, true);
	}

	static AnswerBudget ofHeap() {
		return new AnswerBudget(
				Math.toIntExact(Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 10 / KIB)));
	}

	Reservation reserve(int expectedKib, Duration patience) {
		int reservedKib = Math.min(expectedKib, this.sizeKib);
		try {
			if (this.room.tryAcquire(reservedKib, patience.toNanos(), TimeUnit.NANOSECONDS)) {
				return new Reservation(this.room, reservedKib);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new ProblemException(ProblemCode.OVERLOADED).retryAfter(Duration.ofSeconds(1));
	}

}
