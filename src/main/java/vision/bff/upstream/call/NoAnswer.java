package vision.bff.upstream.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import reactor.netty.channel.AbortedException;

import org.springframework.core.io.buffer.DataBufferLimitException;

import vision.bff.problem.ProblemCode;

/**
 * Why nothing came back that could be looked at.
 */
public enum NoAnswer implements Answer.Failure {

	/**
	 * Nobody listens there.
	 */
	REFUSED(ProblemCode.UPSTREAM_UNREACHABLE, false),

	/**
	 * The name of the site has no address.
	 */
	UNKNOWN_HOST(ProblemCode.UPSTREAM_UNREACHABLE, false),

	/**
	 * There is no TLS connection to be had, or none to be trusted.
	 */
	UNTRUSTED(ProblemCode.UPSTREAM_UNREACHABLE, false),

	/**
	 * No connection came about in time.
	 */
	NOT_CONNECTED(ProblemCode.UPSTREAM_TIMEOUT, false),

	/**
	 * The request had no time left for this call.
	 */
	NO_TIME_LEFT(ProblemCode.UPSTREAM_TIMEOUT, false),

	/**
	 * The answer was not complete in time.
	 */
	LATE(ProblemCode.UPSTREAM_TIMEOUT, true),

	/**
	 * The connection broke before the answer was complete.
	 */
	BROKEN(ProblemCode.UPSTREAM_UNREACHABLE, true),

	/**
	 * What came was no HTTP.
	 */
	GARBLED(ProblemCode.UPSTREAM_UNREADABLE, true),

	/**
	 * The answer is larger than any that is read.
	 */
	TOO_LONG(ProblemCode.UPSTREAM_UNREADABLE, true);

	private final ProblemCode problem;

	private final boolean asked;

	NoAnswer(ProblemCode problem, boolean asked) {
		this.problem = problem;
		this.asked = asked;
	}

	ProblemCode problem() {
		return this.problem;
	}

	/**
	 * Whether the upstream can have heard the question.
	 */
	boolean asked() {
		return this.asked;
	}

	@Override
	public boolean isTransient() {
		return this == REFUSED || this == BROKEN;
	}

	@Override
	public String kind() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * What a failed exchange comes to. What else the failure has to say is not passed on:
	 * it can hold the credential.
	 * @return nothing if it is no failure of the exchange, but a bug of ours
	 */
	static Optional<NoAnswer> of(Throwable failure) {
		List<Throwable> causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
		return causes.stream()
			.map(NoAnswer::known)
			.flatMap(Optional::stream)
			.findFirst()
			.or(() -> causes.stream().anyMatch(NoAnswer::isBroken) ? Optional.of(BROKEN) : Optional.empty());
	}

	private static Optional<NoAnswer> known(Throwable cause) {
		return Optional.ofNullable(switch (cause) {
			case DataBufferLimitException large -> TOO_LONG;
			case ConnectTimeoutException connect -> NOT_CONNECTED;
			case TimeoutException late -> LATE;
			case ConnectException refused -> REFUSED;
			case NoRouteToHostException refused -> REFUSED;
			case UnknownHostException unknown -> UNKNOWN_HOST;
			case SSLHandshakeException untrusted -> UNTRUSTED;
			case NotSslRecordException plain -> UNTRUSTED;
			case DecoderException garbled when !(garbled.getCause() instanceof SSLException) -> GARBLED;
			case IllegalArgumentException garbled when isOfNetty(garbled) -> GARBLED;
			default -> null;
		});
	}

	private static boolean isBroken(Throwable cause) {
		return cause instanceof IOException || cause instanceof AbortedException;
	}

	/**
	 * Netty says so of a status line that is none.
	 */
	private static boolean isOfNetty(Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		return trace.length > 0 && trace[0].getClassName().startsWith("io.netty.");
	}

}
