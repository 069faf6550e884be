package vision.bff.shared;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.ValueOperations;

import vision.bff.chat.ListVersions;
import vision.bff.session.Session;

/**
 * Versions that no two moves share, so that one that the store has dropped does not come
 * back. While it is away, the last version known here is good for this process, and the
 * moves are made up for later.
 */
final class SharedListVersions implements ListVersions {

	/** Longer than any list is kept. */
	private static final Duration KEPT_FOR = Duration.ofMinutes(10);

	private static final int MAX_KNOWN = 10_000;

	private final SharedStore store;

	private final JoinedQuestions questions = new JoinedQuestions();

	private final Cache<String, Known> known;

	SharedListVersions(SharedStore store, Ticker ticker) {
		this.store = store;
		this.known = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(MAX_KNOWN)
			.expireAfterWrite(KEPT_FOR)
			.build();
	}

	@Override
	public String current(Session session) {
		Known last = this.known.getIfPresent(session.fingerprint());
		if (last != null && !last.shared()) {
			return moved(session, last).version();
		}
		try {
			String name = name(session);
			String current = this.questions.ask(name,
					() -> this.store.ask((commands) -> current(commands.opsForValue(), name)));
			this.known.asMap()
				.compute(session.fingerprint(), (owner, now) -> (now == last) ? new Known(current, true) : now);
			return current;
		}
		catch (StoreAwayException ex) {
			Known now = this.known.getIfPresent(session.fingerprint());
			return (now != null) ? now.version() : LOCAL;
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
		moved(session, this.known.getIfPresent(session.fingerprint()));
	}

	/** A move that the store has missed meanwhile is still to be made up for. */
	private Known moved(Session session, @Nullable Known last) {
		Known next = next(session);
		return this.known.asMap()
			.merge(session.fingerprint(), next, (now, moved) -> (now == last || now.shared()) ? moved : now);
	}

	private Known next(Session session) {
		String next = next();
		try {
			this.store.ask((commands) -> {
				commands.opsForValue().set(name(session), next, KEPT_FOR);
				return true;
			});
			return new Known(next, true);
		}
		catch (StoreAwayException ex) {
			return new Known(next, false);
		}
	}

	private static String name(Session session) {
		return new SessionSeal(session).name("list");
	}

	private static String next() {
		return UUID.randomUUID().toString();
	}

	/**
	 * @param shared whether the store has it
	 */
	private record Known(String version, boolean shared) {
	}

}
