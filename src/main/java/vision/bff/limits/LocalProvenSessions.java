package vision.bff.limits;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import vision.bff.session.Session;

/**
 * What this process knows of it.
 */
final class LocalProvenSessions implements ProvenSessions {

	private static final Duration PROOF_LASTS = Duration.ofHours(1);

	private final Cache<String, Boolean> proven;

	LocalProvenSessions(Ticker ticker, int most) {
		this.proven = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(most)
			.expireAfterAccess(PROOF_LASTS)
			.build();
	}

	@Override
	public boolean contains(Session session) {
		return this.proven.getIfPresent(session.fingerprint()) != null;
	}

	@Override
	public void add(Session session) {
		this.proven.put(session.fingerprint(), true);
	}

	@Override
	public void remove(Session session) {
		this.proven.invalidate(session.fingerprint());
	}

}
