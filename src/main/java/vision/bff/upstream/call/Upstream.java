package vision.bff.upstream.call;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ResponseEntity;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.TimeWindow;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.FailureProblems;

/**
 * Asks the upstream, and turns whatever it does not do into a problem.
 */
public final class Upstream {

	/** In KiB: one message at most. */
	private static final int ANSWER_TO_A_WRITE = 16;

	private final Calls calls;

	private final ApiSwitch apiSwitch;

	private final Clock clock;

	Upstream(Calls calls, ApiSwitch apiSwitch, Clock clock) {
		this.calls = calls;
		this.apiSwitch = apiSwitch;
		this.clock = clock;
	}

	/**
	 * The data of a success, and when it was asked for.
	 *
	 * @param data {@code null} if there is nothing
	 */
	public record Reading(@Nullable JsonNode data, TimeWindow asked) {
	}

	/**
	 * What came back, and when it was asked for.
	 */
	public record Answered(Answer answer, TimeWindow asked) {
	}

	/**
	 * Makes a call.
	 * @param expected about how large the answer will be, in KiB
	 * @throws ProblemException if it was not made
	 */
	public Answered ask(Session session, CallKind kind, int expected, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		Instant from = this.clock.instant();
		Answer answer = this.calls.make(session, kind, expected, call);
		this.apiSwitch.observe(answer);
		return new Answered(answer, TimeWindow.seconds(from, this.clock.instant()));
	}

	/**
	 * Asks for something.
	 * @param expected about how large the answer will be, in KiB
	 */
	public Reading read(Session session, int expected, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		Answered answered = ask(session, CallKind.READ, expected, call);
		return switch (answered.answer()) {
			case Answer.Success success -> new Reading(success.data(), answered.asked());
			case Answer.Empty empty -> new Reading(null, answered.asked());
			case Answer.Failure failure -> throw FailureProblems.ofRead(failure);
		};
	}

	/**
	 * Asks for something that many sites cannot answer.
	 * @param expected about how large the answer will be, in KiB
	 * @throws ProblemException {@code search-unavailable} if this is one of them
	 */
	public Reading search(Session session, int expected, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		Answered answered = ask(session, CallKind.SEARCH, expected, call);
		return switch (answered.answer()) {
			case Answer.Success success -> new Reading(success.data(), answered.asked());
			case Answer.Empty empty -> new Reading(null, answered.asked());
			case Answer.Failure failure -> throw FailureProblems.ofSearch(failure);
		};
	}

	/**
	 * Carries out a write, once. Its problem tells what became of it.
	 */
	public void write(Session session, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		switch (askOnce(session, CallKind.WRITE, call).answer()) {
			case Answer.Success success -> {
			}
			case Answer.Empty empty -> {
			}
			case Answer.Failure failure -> throw FailureProblems.ofWrite(failure);
		}
	}

	/**
	 * Makes a call that changes something.
	 * @throws ProblemException if it was not made, and so nothing was changed
	 */
	public Answered askOnce(Session session, CallKind kind, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		try {
			return ask(session, kind, ANSWER_TO_A_WRITE, call);
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.NOT_SENT);
		}
	}

	/**
	 * Makes a call that sends something at the pace of whoever sends it to us.
	 * @param whenSent completes when all of it has been read, with which the time of the
	 * site begins
	 * @throws ProblemException if it was not made, and so nothing was changed
	 */
	public Answered upload(Session session, CompletionStage<?> whenSent, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return askOnce(session, CallKind.UPLOAD, this.calls.onceSent(whenSent, call));
	}

}
