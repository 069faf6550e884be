package vision.bff.upstream.call;

import java.time.Duration;
import java.util.concurrent.Semaphore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Keeps one session from taking all calls for itself: it has at most so many in flight.
 * Whoever has a call in flight is remembered for as long as it lasts.
 */
final class SessionBulkheads {

	private static final Duration MANY_IN_FLIGHT = Duration.ofSeconds(1);

	private final Cache<String, Semaphore> sessions = Caffeine.newBuilder().weakValues().build();

	private final int mostCalls;

	SessionBulkheads(int mostCalls) {
		this.mostCalls = mostCalls;
	}

	/**
	 * A place for one call, to be released when it has ended.
	 * @param owner the fingerprint of a session, or what is no session's
	 */
	Semaphore enter(String owner) {
		Semaphore places = this.sessions.get(owner, (added) -> new Semaphore(this.mostCalls));
		if (!places.tryAcquire()) {
			throw new ProblemException(ProblemCode.OVERLOADED,
					"This session has too many requests under way. Wait for the seconds of the Retry-After header.")
				.retryAfter(MANY_IN_FLIGHT);
		}
		return places;
	}

}
