package vision.bff.upstream;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;

import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClientException;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Makes a call and turns whatever comes of it into an {@link Answer} or a problem. What a
 * failed call has to say is not passed on: it can hold the credential.
 */
final class Upstream {

	private final Answers answers;

	private final Clock clock;

	Upstream(Answers answers, Clock clock) {
		this.answers = answers;
		this.clock = clock;
	}

	/**
	 * The data of a successful read, and when it was asked for.
	 *
	 * @param data {@code null} if there is nothing
	 */
	record Reading(@Nullable JsonNode data, TimeWindow asked) {
	}

	/**
	 * What came back, and when it was asked for.
	 */
	record Answered(Answer answer, TimeWindow asked) {
	}

	/**
	 * Makes a call.
	 * @throws ProblemException if no answer came of it
	 */
	Answered ask(Supplier<ResponseEntity<byte[]>> call) {
		Instant from = this.clock.instant();
		Answer answer = answer(call);
		return new Answered(answer, DisplayTime.seconds(from, this.clock.instant()));
	}

	private Reading call(Supplier<ResponseEntity<byte[]>> call) {
		Answered answered = ask(call);
		return switch (answered.answer()) {
			case Answer.Success success -> new Reading(success.data(), answered.asked());
			case Answer.Empty empty -> new Reading(null, answered.asked());
			case Answer.Failure failure -> throw new ProblemException(problem(failure));
		};
	}

	static ProblemCode problem(Answer.Failure failure) {
		return switch (failure) {
			case Answer.Rejected rejected -> rejected.reason().problem();
			case Answer.SessionRefused refused -> ProblemCode.INVALID_SESSION;
			case Answer.Redirect redirect -> ProblemCode.UPSTREAM_UNREACHABLE;
			case Answer.Declined declined -> ProblemCode.UPSTREAM_ERROR;
			case Answer.TooLarge large -> ProblemCode.UPSTREAM_ERROR;
			case Answer.Fault fault -> ProblemCode.UPSTREAM_ERROR;
			case Answer.Unreadable unreadable -> ProblemCode.UPSTREAM_UNREADABLE;
		};
	}

	/**
	 * Asks for something. A read has no outcome to tell of.
	 */
	Reading read(Supplier<ResponseEntity<byte[]>> call) {
		try {
			return call(call);
		}
		catch (ProblemException ex) {
			throw new ProblemException(ex.code());
		}
	}

	/**
	 * Carries out a write, once. Its problem tells what became of it.
	 */
	Reading write(Supplier<ResponseEntity<byte[]>> call) {
		try {
			return call(call);
		}
		catch (ProblemException ex) {
			throw told(ex);
		}
	}

	/**
	 * The problem of a write, which has to tell what became of it.
	 */
	static ProblemException told(ProblemException problem) {
		return (problem.outcome() != null) ? problem : problem.of(outcome(problem.code()));
	}

	/**
	 * Only a refusal that came before anything was done is certain.
	 */
	private static Outcome outcome(ProblemCode code) {
		return switch (code.status().series()) {
			case CLIENT_ERROR -> Outcome.NOT_SENT;
			default -> (code == ProblemCode.UPSTREAM_UNREACHABLE) ? Outcome.NOT_SENT : Outcome.UNKNOWN;
		};
	}

	private Answer answer(Supplier<ResponseEntity<byte[]>> call) {
		try {
			return this.answers.route(call.get());
		}
		catch (WebClientException | IllegalStateException ex) {
			throw problem(ex);
		}
	}

	private static ProblemException problem(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			switch (cause) {
				case ProblemException problem -> {
					return problem;
				}
				case DataBufferLimitException large -> {
					return new ProblemException(ProblemCode.UPSTREAM_UNREADABLE);
				}
				case ConnectTimeoutException connect -> {
					return new ProblemException(ProblemCode.UPSTREAM_TIMEOUT).of(Outcome.NOT_SENT);
				}
				case TimeoutException late -> {
					return new ProblemException(ProblemCode.UPSTREAM_TIMEOUT);
				}
				case java.util.concurrent.TimeoutException late -> {
					return new ProblemException(ProblemCode.UPSTREAM_TIMEOUT);
				}
				case ConnectException refused -> {
					return new ProblemException(ProblemCode.UPSTREAM_UNREACHABLE).of(Outcome.NOT_SENT);
				}
				case UnknownHostException unknown -> {
					return new ProblemException(ProblemCode.UPSTREAM_UNREACHABLE).of(Outcome.NOT_SENT);
				}
				case SSLHandshakeException untrusted -> {
					return new ProblemException(ProblemCode.UPSTREAM_UNREACHABLE).of(Outcome.NOT_SENT);
				}
				default -> {
				}
			}
		}
		return new ProblemException(ProblemCode.UPSTREAM_UNREACHABLE).of(Outcome.UNKNOWN);
	}

}
