package vision.bff.upstream.call;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.http.ResponseEntity;

import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.Answers;
import vision.bff.upstream.answer.NoAnswer;

/**
 * One exchange with the site, bounded in time.
 */
record Exchange(Answers answers, TimeoutProperties timeouts, Scheduler timer) {

	/** Without one, Reactor describes each call only to name it if it is late. */
	private static final Mono<ResponseEntity<byte[]>> LATE = Mono.error(TimeoutException::new);

	Answer make(CallKind kind, Reservation room, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		Duration limit = Deadline.left(this.timeouts.of(kind));
		if (!limit.isPositive()) {
			return NoAnswer.NO_TIME_LEFT;
		}
		ResponseEntity<byte[]> response;
		try {
			response = Objects.requireNonNull(call.get()
				.contextWrite((context) -> context.put(Reservation.class, room))
				.timeout(limit, LATE, this.timer)
				.contextCapture()
				.block());
		}
		catch (RuntimeException ex) {
			throwOwn(ex);
			return this.answers.route(ex);
		}
		return (kind == CallKind.SIGN_IN) ? this.answers.routeSignIn(response) : this.answers.route(response);
	}

	/** What is wrong with the body that we send on is no fault of the upstream. */
	private static void throwOwn(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ProblemException problem) {
				throw problem;
			}
		}
	}

	/** The same call, to be answered in the usual time once all has been sent. */
	Supplier<Mono<ResponseEntity<byte[]>>> onceSent(CompletionStage<?> whenSent,
			Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return () -> call.get()
			.timeout(Mono.fromCompletionStage(whenSent).then(Mono.delay(this.timeouts.response(), this.timer)), LATE);
	}

}
