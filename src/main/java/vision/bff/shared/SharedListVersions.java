package vision.bff.shared;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.data.redis.core.ValueOperations;

import vision.bff.cache.ListVersions;
import vision.bff.session.Session;

/**
 * Versions that no two moves share, so that one that the store has dropped does not come
 * back. While it is away, lists are those of this process alone, and the moves are made
 * up for later.
 */
final class SharedListVersions implements ListVersions {

	/** Longer than any list is kept. */
	private static final Duration KEPT_FOR = Duration.ofMinutes(10);

	private static final int MAX_UNMOVED = 10_000;

	private final SharedStore store;

	private final Cache<String, Boolean> unmoved;

	SharedListVersions(SharedStore store, Ticker ticker) {
		this.store = store;
		this.unmoved = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(MAX_UNMOVED)
			.expireAfterWrite(KEPT_FOR)
			.build();
	}

	@Override
	public String current(Session session) {
		if (this.unmoved.getIfPresent(session.fingerprint()) != null) {
			move(session);
		}
		try {
			String name = name(session);
			return this.store.ask((commands) -> current(commands.opsForValue(), name));
		}
		catch (StoreAwayException ex) {
			return LOCAL;
		}
	}

	private static String current(ValueOperations<String, String> values, String name) {
		String current = values.get(name);
		if (current != null) {
			return current;
		}
		String first = next();
		boolean set = Boolean.TRUE.equals(values.setIfAbsent(name, first, KEPT_FOR));
		return set ? first : Objects.requireNonNullElse(values.get(name), first);
	}

	@Override
	public void move(Session session) {
		try {
			this.store.ask((commands) -> {
				commands.opsForValue().set(name(session), next(), KEPT_FOR);
				return true;
			});
			this.unmoved.invalidate(session.fingerprint());
		}
		catch (StoreAwayException ex) {
			this.unmoved.put(session.fingerprint(), true);
		}
	}

	private static String name(Session session) {
		return new SessionSeal(session).name("list");
	}

	private static String next() {
		return UUID.randomUUID().toString();
	}

}
