package vision.bff.upstream.call;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.http.ResponseEntity;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.TimeWindow;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.FailureProblems;

/**
 * Asks the upstream, and turns whatever it does not do into a problem.
 */
public final class Upstream {

	/** One message at most. */
	private static final int EXPECTED_OF_A_WRITE_KIB = 16;

	/** All of them together have the share of one session. */
	private static final String SIGN_INS = "sign-ins";

	private static final JsonNode NOTHING = JsonNodeFactory.instance.arrayNode();

	private final Calls calls;

	private final ApiSwitch apiSwitch;

	private final Clock clock;

	Upstream(Calls calls, ApiSwitch apiSwitch, Clock clock) {
		this.calls = calls;
		this.apiSwitch = apiSwitch;
		this.clock = clock;
	}

	/**
	 * The data of a success, an empty list if there is nothing, and when it was asked
	 * for.
	 */
	public record Reading(JsonNode data, TimeWindow asked) {
	}

	/** What came back, and when it was asked for. */
	public record Answered(Answer answer, TimeWindow asked) {
	}

	private Answered ask(Session session, CallKind kind, int expectedKib, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		Instant from = this.clock.instant();
		Answer answer = this.calls.make(session.fingerprint(), kind, expectedKib, call);
		this.apiSwitch.observe(answer);
		return new Answered(answer, TimeWindow.seconds(from, this.clock.instant()));
	}

	/**
	 * @param expectedKib about how large the answer will be
	 */
	public Reading read(Session session, int expectedKib, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return reading(ask(session, CallKind.READ, expectedKib, call), FailureProblems::ofRead);
	}

	/**
	 * Asks for something that many sites cannot answer.
	 * @throws ProblemException {@code search-unavailable} if this is one of them
	 */
	public Reading search(Session session, int expectedKib, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return reading(ask(session, CallKind.SEARCH, expectedKib, call), FailureProblems::ofSearch);
	}

	/**
	 * Signs somebody in, once.
	 * @return the token of their new session
	 * @throws ProblemException {@code wrong-credentials}; {@code sign-in-unavailable} if
	 * the site does not answer as it is known to
	 */
	public String signIn(Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return switch (this.calls.make(SIGN_INS, CallKind.SIGN_IN, EXPECTED_OF_A_WRITE_KIB, call)) {
			case Answer.Success success -> success.data().asString();
			case Answer.Empty _ -> throw new ProblemException(ProblemCode.SIGN_IN_UNAVAILABLE);
			case Answer.Failure failure -> throw FailureProblems.ofSignIn(failure);
		};
	}

	private static Reading reading(Answered answered, Function<Answer.Failure, ProblemException> problem) {
		return switch (answered.answer()) {
			case Answer.Success success -> new Reading(success.data(), answered.asked());
			case Answer.Empty empty -> new Reading(NOTHING, answered.asked());
			case Answer.Failure failure -> throw problem.apply(failure);
		};
	}

	/** Carries out a write, once. Its problem tells what became of it. */
	public void write(Session session, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		if (send(session, call).answer() instanceof Answer.Failure failure) {
			throw FailureProblems.ofWrite(failure);
		}
	}

	/**
	 * Makes a call that changes something, once.
	 * @throws ProblemException if it was not made, and so nothing was changed
	 */
	public Answered send(Session session, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		return askOnce(session, CallKind.WRITE, call);
	}

	private Answered askOnce(Session session, CallKind kind, Supplier<Mono<ResponseEntity<byte[]>>> call) {
		try {
			return ask(session, kind, EXPECTED_OF_A_WRITE_KIB, call);
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
