package vision.bff.connection;

import java.time.Duration;
import java.util.Comparator;

/**
 * What a connection waits for, and since when.
 */
record ConnectionState(Phase phase, long sinceNanoTime) {

	/**
	 * Who is missed least comes last. A head that has only begun to arrive comes before
	 * all others.
	 */
	static final Comparator<ConnectionState> BY_USELESSNESS = Comparator
		.comparing(ConnectionState::hasJustBegun, Comparator.reverseOrder())
		.thenComparing(ConnectionState::phase)
		.thenComparing(ConnectionState::age);

	private static final Duration QUICK_HEAD = Duration.ofSeconds(1);

	static ConnectionState of(Phase phase) {
		return new ConnectionState(phase, System.nanoTime());
	}

	/**
	 * The state after a read, which is the same one if that changes nothing.
	 * @param count how many bytes were there, negative at the end
	 */
	ConnectionState afterRead(int count) {
		return switch (this.phase) {
			case IDLE -> (count > 0) ? of(Phase.HEAD) : this;
			case SERVING -> (count == 0) ? of(Phase.BODY) : this;
			case BODY -> (count > 0) ? of(Phase.SERVING) : this;
			case HEAD, ANSWERED, REFUSED -> this;
		};
	}

	/** Whether the client is waited for, so that no work of ours is lost with it. */
	boolean isWaiting() {
		return this.phase != Phase.SERVING && this.phase != Phase.REFUSED;
	}

	boolean hasNoHeadAfter(Duration time) {
		return this.phase == Phase.HEAD && age().compareTo(time) > 0;
	}

	private boolean hasJustBegun() {
		return this.phase == Phase.HEAD && !hasNoHeadAfter(QUICK_HEAD);
	}

	private Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.sinceNanoTime);
	}

	/** The later, the less it is missed. */
	enum Phase {

		REFUSED, SERVING, BODY, IDLE, HEAD, ANSWERED

	}

}
