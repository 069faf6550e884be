package vision.bff.upstream.call;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import vision.bff.session.Session;
import vision.bff.time.Deadline;

/**
 * Makes the calls: each bounded in time, so many at once, none while the site is out of
 * order, and a read once again if what stopped it may have passed.
 */
final class Calls {

	private static final Duration BREAKER_OPEN = Duration.ofSeconds(2);

	private static final Duration MANY_IN_FLIGHT = Duration.ofSeconds(1);

	/** One session has at most a quarter of the calls in flight. */
	private static final int SHARE_OF_A_SESSION = 4;

	private static final int UPLOADS_OF_A_SESSION = 4;

	private static final int SHORTEST_PAUSE_MILLIS = 20;

	private static final int LONGEST_PAUSE_MILLIS = 120;

	/** Without one, Reactor describes each call only to name it if it is late. */
	private static final Mono<ResponseEntity<byte[]>> LATE = Mono.error(TimeoutException::new);

	private final Answers answers;

	private final TimeoutProperties timeouts;

	private final Scheduler timer;

	private final CircuitBreaker breaker;

	private final Bulkhead calls;

	private final Bulkhead uploads;

	private final AnswerBudget budget = AnswerBudget.ofHeap();

	private final SessionBulkheads callsOfSession;

	private final SessionBulkheads uploadsOfSession = new SessionBulkheads(UPLOADS_OF_A_SESSION);

	private final RetryBudget retryBudget = new RetryBudget();

	private final Counter retries;

	private final MeterRegistry meters;

	/**
	 * The calls of one site.
	 * @param breaker for which the result {@code true} is a failure
	 * @param timer ends the calls that take too long
	 */
	Calls(Answers answers, TimeoutProperties timeouts, Scheduler timer, CircuitBreaker breaker, Bulkhead calls,
			Bulkhead uploads, MeterRegistry meters) {
		this.answers = answers;
		this.timeouts = timeouts;
		this.timer = timer;
		this.breaker = breaker;
		this.calls = calls;
		this.uploads = uploads;
		this.callsOfSession = new SessionBulkheads(
				Math.ceilDiv(calls.getBulkheadConfig().getMaxConcurrentCalls(), SHARE_OF_A_SESSION));
		this.meters = meters;
		this.retries = Counter.builder("vision.upstream.retries")
			.description("Calls that were made a second time")
			.register(meters);
	}

	/**
	 * Makes a call.
	 * @param expected about how large the answer will be, in KiB
	 * @throws ProblemException {@code overloaded} if it was not made; what the body of
	 * the call throws, if that is one
	 */
	Answer make(Session session, CallKind kind, int expected, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		Semaphore place = ((kind == CallKind.UPLOAD) ? this.uploadsOfSession : this.callsOfSession).enter(session);
		try {
			this.retryBudget.earn();
			Answer answer = admitted(kind, expected, call);
			if (kind.isRepeatable() && answer instanceof Answer.Failure failure && failure.isTransient()
					&& this.retryBudget.spend() && pause()) {
				this.retries.increment();
				return admitted(kind, expected, call);
			}
			return answer;
		}
		finally {
			place.release();
		}
	}

	/**
	 * The same call, whose answer must come in the usual time once everything has been
	 * sent.
	 */
	Supplier<Mono<ResponseEntity<byte[]>>> onceSent(CompletionStage<?> whenSent,
			Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return () -> call.get()
			.timeout(Mono.fromCompletionStage(whenSent).then(Mono.delay(this.timeouts.response(), this.timer)), LATE);
	}

	/**
	 * Waits a moment, of a random length so that not all come back at once.
	 * @return whether there is time for that
	 */
	private static boolean pause() {
		Duration pause = Duration
			.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
		if (Deadline.left(pause).compareTo(pause) < 0) {
			return false;
		}
		try {
			Thread.sleep(pause);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * What waits for room does not count as in flight, so that it holds up nobody who
	 * needs less.
	 */
	private Answer admitted(CallKind kind, int expected, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		try (AnswerBudget.Reservation room = this.budget.reserve(expected, Deadline.left(this.timeouts.of(kind)))) {
			Bulkhead bulkhead = (kind == CallKind.UPLOAD) ? this.uploads : this.calls;
			if (!bulkhead.tryAcquirePermission()) {
				throw new ProblemException(ProblemCode.OVERLOADED).retryAfter(MANY_IN_FLIGHT);
			}
			try {
				return admitted(kind, room, call);
			}
			finally {
				bulkhead.onComplete();
			}
		}
	}

	private Answer admitted(CallKind kind, AnswerBudget.Reservation room, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		if (!this.breaker.tryAcquirePermission()) {
			throw new ProblemException(ProblemCode.OVERLOADED).retryAfter(BREAKER_OPEN);
		}
		return judged(kind, room, call);
	}

	/**
	 * Tells the breaker what an answer says of the site. A call that was not made, that
	 * somebody else held up, or in which we failed says nothing.
	 */
	private Answer judged(CallKind kind, AnswerBudget.Reservation room, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		long start = System.nanoTime();
		boolean judged = false;
		try {
			Answer answer = exchanged(kind, room, call);
			long duration = System.nanoTime() - start;
			if (answer instanceof Answer.Failure failure) {
				this.meters.counter("vision.upstream.failures", "kind", failure.kind()).increment();
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

	private Answer exchanged(CallKind kind, AnswerBudget.Reservation room,
			Supplier<Mono<ResponseEntity<byte[]>>> call) {
		Duration limit = Deadline.left(this.timeouts.of(kind));
		if (!limit.isPositive()) {
			return NoAnswer.NO_TIME_LEFT;
		}
		ResponseEntity<byte[]> response;
		try {
			response = Objects.requireNonNull(call.get()
				.contextWrite((context) -> context.put(AnswerBudget.Reservation.class, room))
				.timeout(limit, LATE, this.timer)
				.contextCapture()
				.block());
		}
		catch (RuntimeException ex) {
			throwOwn(ex);
			return NoAnswer.of(ex).orElseThrow(() -> ex);
		}
		return this.answers.route(response);
	}

	/**
	 * What is wrong with the body that we send on is no fault of the upstream.
	 */
	private static void throwOwn(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ProblemException problem) {
				throw problem;
			}
		}
	}

}
