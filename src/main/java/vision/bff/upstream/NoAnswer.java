package vision.bff.upstream;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;

import org.springframework.core.io.buffer.DataBufferLimitException;

import vision.bff.problem.ProblemCode;

/**
 * Why nothing came back that could be looked at.
 */
enum NoAnswer implements Answer.Failure {

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

	/**
	 * What a failed exchange comes to. What else the failure has to say is not passed on:
	 * it can hold the credential.
	 */
	static NoAnswer of(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			switch (cause) {
				case DataBufferLimitException large -> {
					return TOO_LONG;
				}
				case ConnectTimeoutException connect -> {
					return NOT_CONNECTED;
				}
				case TimeoutException late -> {
					return LATE;
				}
				case ConnectException refused -> {
					return REFUSED;
				}
				case NoRouteToHostException refused -> {
					return REFUSED;
				}
				case UnknownHostException unknown -> {
					return UNKNOWN_HOST;
				}
				case SSLHandshakeException untrusted -> {
					return UNTRUSTED;
				}
				case NotSslRecordException plain -> {
					return UNTRUSTED;
				}
				case DecoderException garbled when !(garbled.getCause() instanceof SSLException) -> {
					return GARBLED;
				}
				case IllegalArgumentException garbled -> {
					return GARBLED;
				}
				default -> {
				}
			}
		}
		return BROKEN;
	}

}
