package vision.bff.upstream.call;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.Deadline;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.Answers;
import vision.bff.upstream.answer.NoAnswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is told to the circuit breaker, and what one session may take.
 */
class CallsTests {

	private static final Session ALICE = Session.of("alice");

	private static final Duration LONG = Duration.ofMinutes(1);

	private final CircuitBreaker breaker = CircuitBreaker.of("x",
			CircuitBreakerConfig.custom().recordResult(Boolean.TRUE::equals).build());

	private final Calls calls = new Calls(new Answers(new JsonMapper(), (oddity) -> {
	}), new TimeoutProperties(LONG, LONG, LONG, LONG), Schedulers.parallel(), this.breaker, bulkhead(), bulkhead(),
			new SimpleMeterRegistry());

	private static Bulkhead bulkhead() {
		return Bulkhead.of("x", BulkheadConfig.custom().maxConcurrentCalls(8).build());
	}

	@Test
	void aCallThatWasNeverMadeSaysNothingOfTheSite() {
		Answer answer = Deadline.within(Duration.ZERO,
				() -> this.calls.make(ALICE.fingerprint(), CallKind.READ, 1, success()));
		assertThat(answer).isEqualTo(NoAnswer.NO_TIME_LEFT);
		assertThat(this.breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
	}

	@Test
	void aCallWithoutADeadlineIsABug() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.calls.make(ALICE.fingerprint(), CallKind.READ, 1, success()));
	}

	@Test
	void aBugOfOursIsThrownAndSaysNothingOfTheSite() {
		assertThatIllegalStateException()
			.isThrownBy(() -> make(ALICE, CallKind.READ, () -> Mono.error(new IllegalStateException("a bug"))));
		assertThat(this.breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
		assertThat(make(ALICE, CallKind.READ, success())).isInstanceOf(Answer.Success.class);
	}

	@ParameterizedTest
	@CsvSource({ "READ, 1", "WRITE, 1", "SEARCH, 1", "UPLOAD, 0", "SIGN_IN, 0" })
	void anAnswerThatIsLateIsAnOutageUnlessAClientMayHaveHeldItUp(CallKind kind, int failures) {
		assertThat(make(ALICE, kind, () -> Mono.error(new TimeoutException()))).isEqualTo(NoAnswer.LATE);
		assertThat(this.breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(failures);
	}

	@ParameterizedTest
	@CsvSource({ "READ, 2", "UPLOAD, 4" })
	void oneSessionHasNoMoreThanItsShareInFlight(CallKind kind, int share) throws Exception {
		CountDownLatch inFlight = new CountDownLatch(share);
		CountDownLatch over = new CountDownLatch(1);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < share; i++) {
				threads.submit(() -> make(ALICE, kind, () -> {
					inFlight.countDown();
					return Mono.fromCallable(() -> {
						over.await();
						return success().get().block();
					}).subscribeOn(Schedulers.boundedElastic());
				}));
			}
			inFlight.await();
			assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> make(ALICE, kind, success()))
				.satisfies((problem) -> assertThat(problem.code()).isEqualTo(ProblemCode.OVERLOADED));
			assertThat(make(Session.of("bob"), kind, success())).isInstanceOf(Answer.Success.class);
			over.countDown();
		}
		assertThat(make(ALICE, kind, success())).isInstanceOf(Answer.Success.class);
	}

	@Test
	void anAnswerWaitsUntilThereIsRoomForIt() throws Exception {
		AnswerBudget budget = new AnswerBudget(100);
		Reservation first = budget.reserve(90, LONG);
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> budget.reserve(20, Duration.ofMillis(1)));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Reservation> second = threads.submit(() -> budget.reserve(20, LONG));
			first.close();
			first.close();
			second.get().close();
		}
		budget.reserve(1_000, Duration.ofMillis(1)).close();
	}

	private Answer make(Session session, CallKind kind, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return Deadline.within(LONG, () -> this.calls.make(session.fingerprint(), kind, 1, call));
	}

	private static Supplier<Mono<ResponseEntity<byte[]>>> success() {
		return () -> Mono.just(ResponseEntity.ok("{\"code\": 200, \"data\": []}".getBytes(StandardCharsets.UTF_8)));
	}

}
