package vision.bff.upstream.call;

import java.util.concurrent.Semaphore;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * The room that the answer to one call takes, given back when it is closed.
 */
final class Reservation implements AutoCloseable {

	private static final int KIB = 1024;

	private final Semaphore room;

	private int reservedKib;

	private long arrivedBytes;

	private boolean closed;

	Reservation(Semaphore room, int reservedKib) {
		this.room = room;
		this.reservedKib = reservedKib;
	}

	/** Takes room for bytes that have arrived, more than was expected if need be. */
	private synchronized boolean take(int bytes) {
		this.arrivedBytes += bytes;
		int missingKib = Math.toIntExact(Math.ceilDiv(this.arrivedBytes, KIB)) - this.reservedKib;
		if (this.closed || (missingKib > 0 && !this.room.tryAcquire(missingKib))) {
			return false;
		}
		this.reservedKib += Math.max(0, missingKib);
		return true;
	}

	/** What arrives later for a call that was given up finds no room. */
	@Override
	public synchronized void close() {
		if (!this.closed) {
			this.closed = true;
			this.room.release(this.reservedKib);
		}
	}

	/** Tells the reservation of a call what arrives for it. */
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

}
