package vision.bff.limits;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * The sessions that have proved themselves, by a success that only the site can have
 * given them.
 */
final class ProvenSessions {

	private static final Duration PROOF_LASTS = Duration.ofHours(1);

	private final Cache<String, Boolean> proven;

	ProvenSessions(Ticker ticker, int most) {
		this.proven = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(most)
			.expireAfterAccess(PROOF_LASTS)
			.build();
	}

	boolean contains(String session) {
		return this.proven.getIfPresent(session) != null;
	}

	/**
	 * Takes what the answer to a request proves.
	 * @param proven whether the session was proven when the request came
	 */
	void learn(String session, boolean proven, Proof proof) {
		if (!proven && proof.isGiven()) {
			this.proven.put(session, true);
		}
		else if (proven && proof.isTakenBack()) {
			this.proven.invalidate(session);
		}
	}

}
