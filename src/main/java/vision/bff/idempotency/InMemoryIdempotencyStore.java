package vision.bff.idempotency;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records in the memory of this process, less long if they take more than 32
 * MiB or a tenth of the heap, and as much of who sent which message. What is under way is
 * never forgotten.
 */
final class InMemoryIdempotencyStore implements IdempotencyStore {

	private static final Duration KEPT_FOR = Duration.ofHours(24);

	private static final long MAX_BYTES = Math.min(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 10);

	private static final int BYTES_WITHOUT_TEXT = 1024;

	private static final int BYTES_OF_A_CLAIM = 256;

	private static final long MAX_CLAIMS = MAX_BYTES / BYTES_OF_A_CLAIM;

	private final ConcurrentMap<String, IdempotencyRecord> records;

	private final Cache<Long, String> senders;

	InMemoryIdempotencyStore(Ticker ticker) {
		this(ticker, MAX_BYTES);
	}

	InMemoryIdempotencyStore(Ticker ticker, long maxBytes) {
		this.records = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.expireAfter(Expiry.<String, IdempotencyRecord>writing(
					(name, record) -> record.state().isUnderWay() ? Duration.ofNanos(Long.MAX_VALUE) : KEPT_FOR))
			.maximumWeight(maxBytes)
			.weigher(InMemoryIdempotencyStore::weight)
			.build()
			.asMap();
		this.senders = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.expireAfterWrite(KEPT_FOR)
			.maximumSize(MAX_CLAIMS)
			.build();
	}

	private static int weight(String name, IdempotencyRecord record) {
		if (record.state().isUnderWay()) {
			return 0;
		}
		String text = (record.sent() != null) ? record.sent().message().text() : null;
		return BYTES_WITHOUT_TEXT + ((text != null) ? 2 * text.length() : 0);
	}

	@Override
	public Optional<Held> find(Sender.Keyed sender) {
		return Optional.ofNullable(this.records.get(sender.id()))
			.map((record) -> new Held(record, record.state().isUnderWay()));
	}

	@Override
	public boolean compareAndSet(Sender.Keyed sender, @Nullable IdempotencyRecord expected,
			@Nullable IdempotencyRecord next, Duration lease) {
		String name = sender.id();
		if (expected == null) {
			return this.records.putIfAbsent(name, Objects.requireNonNull(next)) == null;
		}
		return (next != null) ? this.records.replace(name, expected, next) : this.records.remove(name, expected);
	}

	@Override
	public boolean claim(long messageId, Sender sender) {
		return sender.id().equals(this.senders.get(messageId, (id) -> sender.id()));
	}

	@Override
	public boolean isFree(long messageId, Sender sender) {
		String other = this.senders.getIfPresent(messageId);
		return other == null || other.equals(sender.id());
	}

}
