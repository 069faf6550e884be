package vision.bff.upstream.answer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
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

/**
 * Tells the failures of an exchange from bugs of ours.
 */
final class NetworkFailures {

	private NetworkFailures() {
	}

	static Optional<NoAnswer> reason(Throwable failure) {
		List<Throwable> causes = Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
		return causes.stream()
			.map(NetworkFailures::known)
			.flatMap(Optional::stream)
			.findFirst()
			.or(() -> causes.stream().anyMatch(NetworkFailures::isBroken) ? Optional.of(NoAnswer.BROKEN)
					: Optional.empty());
	}

	private static Optional<NoAnswer> known(Throwable cause) {
		return Optional.ofNullable(switch (cause) {
			case DataBufferLimitException _ -> NoAnswer.TOO_LONG;
			case ConnectTimeoutException _ -> NoAnswer.NOT_CONNECTED;
			case TimeoutException _ -> NoAnswer.LATE;
			case ConnectException _, NoRouteToHostException _ -> NoAnswer.REFUSED;
			case UnknownHostException _ -> NoAnswer.UNKNOWN_HOST;
			case SSLHandshakeException _, NotSslRecordException _ -> NoAnswer.UNTRUSTED;
			case DecoderException garbled when !(garbled.getCause() instanceof SSLException) -> NoAnswer.GARBLED;
			case IllegalArgumentException garbled when isOfNetty(garbled) -> NoAnswer.GARBLED;
			default -> null;
		});
	}

	private static boolean isBroken(Throwable cause) {
		return cause instanceof IOException || cause instanceof AbortedException;
	}

	/** Netty says so of a status line that is none. */
	private static boolean isOfNetty(Throwable failure) {
		StackTraceElement[] trace = failure.getStackTrace();
		return trace.length > 0 && trace[0].getClassName().startsWith("io.netty.");
	}

}
