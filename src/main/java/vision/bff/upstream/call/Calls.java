package vision.bff.upstream.call;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.http.ResponseEntity;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.Answers;

/**
 * Makes the calls: each bounded in time, so many at once, none while the site is out of
 * order, and a read once again if what stopped it may have passed.
 */
final class Calls {

	private static final Duration MANY_IN_FLIGHT = Duration.ofSeconds(1);

	/** One session has at most a quarter of the calls in flight. */
	private static final int SHARE_OF_A_SESSION = 4;

	private static final int UPLOADS_OF_A_SESSION = 4;

	private final TimeoutProperties timeouts;

	private final Exchange exchange;

	private final OutageBreaker breaker;

	private final Bulkhead calls;

	private final Bulkhead uploads;

	private final AnswerBudget budget = AnswerBudget.ofHeap();

	private final SessionBulkheads callsOfSession;

	private final SessionBulkheads uploadsOfSession = new SessionBulkheads(UPLOADS_OF_A_SESSION);

	private final RetryBudget retryBudget = new RetryBudget();

	private final Counter retries;

	Calls(Answers answers, TimeoutProperties timeouts, Scheduler timer, CircuitBreaker breaker, Bulkhead calls,
			Bulkhead uploads, MeterRegistry meters) {
		this.timeouts = timeouts;
		this.exchange = new Exchange(answers, timeouts, timer);
		this.breaker = new OutageBreaker(breaker, meters);
		this.calls = calls;
		this.uploads = uploads;
		this.callsOfSession = new SessionBulkheads(
				Math.ceilDiv(calls.getBulkheadConfig().getMaxConcurrentCalls(), SHARE_OF_A_SESSION));
		this.retries = Counter.builder("vision.upstream.retries")
			.description("Calls that were made a second time")
			.register(meters);
	}

	/**
	 * @param owner whose share of the calls it is one of
	 * @throws ProblemException {@code overloaded} if it was not made; what the body of
	 * the call throws, if that is one
	 */
	Answer make(String owner, CallKind kind, int expectedKib, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		Semaphore place = ((kind == CallKind.UPLOAD) ? this.uploadsOfSession : this.callsOfSession).enter(owner);
		try {
			this.retryBudget.earn();
			Answer answer = admitted(kind, expectedKib, call);
			if (kind.isRepeatable() && answer instanceof Answer.Failure failure && failure.isTransient()
					&& this.retryBudget.spend() && RetryBudget.pause()) {
				this.retries.increment();
				return admitted(kind, expectedKib, call);
			}
			return answer;
		}
		finally {
			place.release();
		}
	}

	Supplier<Mono<ResponseEntity<byte[]>>> onceSent(CompletionStage<?> whenSent,
			Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return this.exchange.onceSent(whenSent, call);
	}

	/** What waits for room is not yet in flight, and holds up nobody who needs less. */
	private Answer admitted(CallKind kind, int expectedKib, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		try (Reservation room = this.budget.reserve(expectedKib, Deadline.left(this.timeouts.of(kind)))) {
			Bulkhead bulkhead = (kind == CallKind.UPLOAD) ? this.uploads : this.calls;
			if (!bulkhead.tryAcquirePermission()) {
				throw new ProblemException(ProblemCode.OVERLOADED).retryAfter(MANY_IN_FLIGHT);
			}
			try {
				return this.breaker.judge(kind, () -> this.exchange.make(kind, room, call));
			}
			finally {
				bulkhead.onComplete();
			}
		}
	}

}
