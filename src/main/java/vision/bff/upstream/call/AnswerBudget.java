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

	private final int size;

	/**
	 * @param size in KiB
	 */
	AnswerBudget(int size) {
		this.size = size;
		this.room = new Semaphore(size, true);
	}

	/**
	 * A tenth of the heap.
	 */
	static AnswerBudget ofHeap() {
		return new AnswerBudget(
				Math.toIntExact(Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 10 / KIB)));
	}

	/**
	 * Waits until there is room for an answer.
	 * @param expected about how large it will be, in KiB
	 * @throws ProblemException {@code overloaded} if there is none in time
	 */
	Reservation reserve(int expected, Duration patience) {
		int reserved = Math.min(expected, this.size);
		try {
			if (this.room.tryAcquire(reserved, patience.toNanos(), TimeUnit.NANOSECONDS)) {
				return new Reservation(this.room, reserved);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new ProblemException(ProblemCode.OVERLOADED).retryAfter(Duration.ofSeconds(1));
	}

}
