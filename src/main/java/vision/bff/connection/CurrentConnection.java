package vision.bff.connection;

import org.jspecify.annotations.Nullable;

/**
 * The connection whose request a thread serves.
 */
final class CurrentConnection {

	private static final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

	private CurrentConnection() {
	}

	/**
	 * That of this thread, if it is one of ours.
	 */
	static @Nullable Connection get() {
		return current.get();
	}

	/**
	 * Has a task know which connection is the current one.
	 */
	static void during(Runnable task, Connection connection) {
		current.set(connection);
		try {
			task.run();
		}
		finally {
			current.remove();
		}
	}

}
