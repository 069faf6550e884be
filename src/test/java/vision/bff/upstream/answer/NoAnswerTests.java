package vision.bff.upstream.answer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.buffer.DataBufferLimitException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class NoAnswerTests {

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new ConnectException("refused"), NoAnswer.REFUSED),
				arguments(new NoRouteToHostException("x"), NoAnswer.REFUSED),
				arguments(new UnknownHostException("x"), NoAnswer.UNKNOWN_HOST),
				arguments(new SSLHandshakeException("x"), NoAnswer.UNTRUSTED),
				arguments(new DecoderException(new NotSslRecordException("x")), NoAnswer.UNTRUSTED),
				arguments(new ConnectTimeoutException("x"), NoAnswer.NOT_CONNECTED),
				arguments(new TimeoutException("x"), NoAnswer.LATE),
				arguments(new SocketException("Connection reset"), NoAnswer.BROKEN),
				arguments(new IOException("closed prematurely"), NoAnswer.BROKEN),
				arguments(new DecoderException(new SSLException("closed")), NoAnswer.BROKEN),
				arguments(new DecoderException("x"), NoAnswer.GARBLED),
				arguments(ofNetty(new IllegalArgumentException("invalid version format")), NoAnswer.GARBLED),
				arguments(new DataBufferLimitException("x"), NoAnswer.TOO_LONG));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void aFailureSaysWhyThereIsNoAnswer(Throwable failure, NoAnswer expected) {
		assertThat(NetworkFailures.reason(failure)).hasValue(expected);
		assertThat(NetworkFailures.reason(new IllegalStateException(new RuntimeException(failure)))).hasValue(expected);
	}

	private static Throwable ofNetty(Throwable failure) {
		failure.setStackTrace(new StackTraceElement[] {
				new StackTraceElement("io.netty.handler.codec.http.HttpVersion", "<init>", "HttpVersion.java", 1) });
		return failure;
	}

	@ParameterizedTest
	@MethodSource("bugs")
	void aBugOfOursIsNoFaultOfTheSite(Throwable bug) {
		assertThat(NetworkFailures.reason(bug)).isEmpty();
	}

	static Stream<Throwable> bugs() {
		return Stream.of(new NullPointerException(), new IllegalArgumentException("ours"),
				new IllegalStateException("x"), new IllegalStateException(new ClassCastException()));
	}

	@Test
	void onlyWhatMayHavePassedIsTransient() {
		Set<Answer.Failure> all = Stream
			.concat(Arrays.stream(NoAnswer.values()),
					Stream.of(500, 501, 502, 503, 504, 505, 599).map(Answer.Outage::new))
			.collect(Collectors.toSet());
		all.addAll(Set.of(new Answer.Fault(), new Answer.Unreadable(), new Answer.Redirect(), new Answer.Declined(),
				new Answer.TooLarge(), new Answer.SessionRefused(), new Answer.DatabaseDown(), new Answer.Disabled(),
				new Answer.Busy(Duration.ofSeconds(1))));
		assertThat(all.stream().filter(Answer.Failure::isTransient)).containsExactlyInAnyOrder(NoAnswer.REFUSED,
				NoAnswer.BROKEN, new Answer.Outage(502), new Answer.Outage(503), new Answer.Outage(504));
	}

}
