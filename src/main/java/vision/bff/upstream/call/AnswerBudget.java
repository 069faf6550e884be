package vision.bff.upstream.call;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

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
				return new Reservation(reserved);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new ProblemException(ProblemCode.OVERLOADED).retryAfter(Duration.ofSeconds(1));
	}

	/**
	 * Tells the reservation of a call what arrives for it.
	 */
	static ExchangeFilterFunction counting() {
		return (request, next) -> Mono.deferContextual((context) -> next.exchange(request)
			.map((response) -> response.mutate().body((body) -> body.<DataBuffer>handle((buffer, sink) -> {
				if (context.get(Reservation.class).take(buffer.readableByteCount())) {
					sink.next(buffer);
				}
				else {
					DataBufferUtils.release(buffer);
					sink.error(new DataBufferLimitException("There is no room for such an answer"));
				}
			})).build()));
	}

	/**
	 * The room of one call, given back when it is closed.
	 */
	final class Reservation implements AutoCloseable {

		private int reserved;

		private long arrived;

		private boolean closed;

		private Reservation(int reserved) {
			this.reserved = reserved;
		}

		/**
		 * Takes room for bytes that have arrived, more than was expected if need be.
		 * @return whether there is any
		 */
		private synchronized boolean take(int bytes) {
			this.arrived += bytes;
			int missing = Math.toIntExact(Math.ceilDiv(this.arrived, KIB)) - this.reserved;
			if (this.closed || (missing > 0 && !AnswerBudget.this.room.tryAcquire(missing))) {
				return false;
			}
			this.reserved += Math.max(0, missing);
			return true;
		}

		/**
		 * What arrives later for a call that was given up finds no room.
		 */
		@Override
		public synchronized void close() {
			if (!this.closed) {
				this.closed = true;
				AnswerBudget.this.room.release(this.reserved);
			}
		}

	}

}
