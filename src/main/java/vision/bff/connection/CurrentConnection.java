package vision.bff.connection;

import org.jspecify.annotations.Nullable;

/**
 * The connection whose request a thread serves.
 */
final class CurrentConnection {

	private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

	private CurrentConnection() {
	}

	/** That of this thread, if it is one of ours. */
	static @Nullable Connection get() {
		return CURRENT.isBound() ? CURRENT.get() : null;
	}

	static void during(Runnable task, Connection connection) {
		ScopedValue.where(CURRENT, connection).run(task);
	}

}
