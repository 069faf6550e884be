package vision.bff.upstream.call;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.NoAnswer;

/**
 * Makes no calls while the site is out of order.
 */
record OutageBreaker(CircuitBreaker breaker, Map<String, Counter> failures) {

	private static final Duration OPEN = Duration.ofSeconds(2);

	OutageBreaker(CircuitBreaker breaker, MeterRegistry meters) {
		this(breaker,
				Answer.Failure.kinds()
					.collect(Collectors.toMap(Function.identity(),
							(kind) -> Counter.builder("vision.upstream.failures")
								.description("Calls of the upstream without a success")
								.tag("kind", kind)
								.register(meters))));
	}

	/**
	 * Tells the breaker what an answer says of the site. A call that was not made, that
	 * somebody else held up, or in which we failed says nothing.
	 */
	Answer judge(CallKind kind, Supplier<Answer> exchange) {
		if (!this.breaker.tryAcquirePermission()) {
			throw new ProblemException(ProblemCode.OVERLOADED).retryAfter(OPEN);
		}
		long start = System.nanoTime();
		boolean judged = false;
		try {
			Answer answer = exchange.get();
			long duration = System.nanoTime() - start;
			if (answer instanceof Answer.Failure failure) {
				Objects.requireNonNull(this.failures.get(failure.kind())).increment();
			}
			boolean outage = kind.isOutage(answer);
			if (outage || !(answer instanceof NoAnswer)) {
				this.breaker.onResult(duration, TimeUnit.NANOSECONDS, outage);
				judged = true;
			}
			return answer;
		}
		finally {
			if (!judged) {
				this.breaker.releasePermission();
			}
		}
	}

}
