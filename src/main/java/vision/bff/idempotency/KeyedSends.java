package vision.bff.idempotency;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemException;

/**
 * Counts what came of each request to send a message with a key.
 */
final class KeyedSends {

	private final Map<Result, Counter> counters = new EnumMap<>(Result.class);

	KeyedSends(MeterRegistry meters) {
		for (Result result : Result.values()) {
			this.counters.put(result,
					Counter.builder("vision.idempotency.sends")
						.description("Requests to send a message with a key, by what came of them")
						.tag("result", result.name().toLowerCase(Locale.ROOT).replace('_', '-'))
						.register(meters));
		}
	}

	void count(Result result) {
		Objects.requireNonNull(this.counters.get(result)).increment();
	}

	/** What came of a request, by what became of its message. */
	enum Result {

		/** Sent, and seen to be stored. */
		NEW,

		/** Known to be stored by an earlier request. */
		REPLAYED,

		/** Found to be stored by an earlier request, of which that was not known. */
		FOUND,

		/** It may be stored or not. */
		IN_DOUBT,

		/** Not sent: another request has the key, or had it for something else. */
		REFUSED,

		/** Not sent for another reason. */
		NOT_SENT;

		static Result of(Sent sent) {
			return sent.replayed() ? FOUND : NEW;
		}

		static Result of(@Nullable Throwable failure) {
			if (!(failure instanceof ProblemException problem)) {
				return IN_DOUBT;
			}
			return switch (problem.code()) {
				case IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_KEY_REUSED -> REFUSED;
				default -> (problem.outcome() == Outcome.NOT_SENT) ? NOT_SENT : IN_DOUBT;
			};
		}

	}

}
