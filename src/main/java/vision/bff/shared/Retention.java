package vision.bff.shared;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.data.redis.core.RedisCallback;

/**
 * Whether the store keeps what it is given. One that drops keys when its memory is full
 * would forget what was sent, and so let it be sent twice. Asked once a minute.
 */
final class Retention {

	private static final long ASK_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

	private static final String POLICY = "maxmemory_policy";

	private static final String LIMIT = "maxmemory";

	private final SharedStore store;

	private final Presence presence;

	private final Ticker ticker;

	private final AtomicLong askedAt;

	private volatile boolean kept = true;

	Retention(SharedStore store, Presence presence, Ticker ticker) {
		this.store = store;
		this.presence = presence;
		this.ticker = ticker;
		this.askedAt = new AtomicLong(ticker.read() - ASK_AGAIN_NANOS);
	}

	/**
	 * Makes sure of it.
	 * @throws StoreAwayException if the store drops keys, or does not answer
	 */
	void require() {
		long now = this.ticker.read();
		long last = this.askedAt.get();
		if (now - last >= ASK_AGAIN_NANOS) {
			this.kept = !drops(this.store.ask((commands) -> commands
				.execute((RedisCallback<Properties>) (connection) -> connection.serverCommands().info("memory"))));
			this.askedAt.compareAndSet(last, now);
		}
		if (!this.kept) {
			this.presence.warn("The shared store drops keys when its memory is full, so sends with an Idempotency-Key "
					+ "are refused: set its maxmemory-policy to noeviction");
			throw new StoreAwayException(new IllegalStateException("The shared store drops keys"));
		}
	}

	/**
	 * In a cluster, the names have the node that they are of before them.
	 */
	private static boolean drops(Properties info) {
		return info.entrySet()
			.stream()
			.anyMatch((entry) -> name(entry).endsWith(POLICY) && !"noeviction".equals(entry.getValue())
					&& !"0".equals(info.getProperty(name(entry).replace(POLICY, LIMIT))));
	}

	private static String name(Map.Entry<Object, Object> entry) {
		return entry.getKey().toString();
	}

}
