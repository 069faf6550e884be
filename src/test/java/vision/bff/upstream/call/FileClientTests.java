package vision.bff.upstream.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileClientTests {

	private static final TimeoutProperties TIMEOUTS = new TimeoutProperties(Duration.ofSeconds(5),
			Duration.ofMillis(300), Duration.ofSeconds(8), Duration.ofMinutes(5));

	@ParameterizedTest(name = "after \"{0}\"")
	@ValueSource(strings = { "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nGIF89a" })
	void aSiteThatStopsAnsweringIsNotWaitedFor(String answer) throws IOException {
		try (ServerSocket site = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				FileClient client = new FileClient(TIMEOUTS, Schedulers.boundedElastic())) {
			Thread.startVirtualThread(() -> answerAndWait(site, answer));
			URI address = URI.create("http://127.0.0.1:" + site.getLocalPort() + "/a.gif");
			assertThatThrownBy(() -> Deadline.within(Duration.ofSeconds(30), () -> readAll(client, address)))
				.isInstanceOfSatisfying(ProblemException.class,
						(problem) -> assertThat(problem.code()).isEqualTo(ProblemCode.UPSTREAM_TIMEOUT));
		}
	}

	private static void readAll(FileClient client, URI address) {
		try (InputStream file = client.get(address, null).body()) {
			file.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void answerAndWait(ServerSocket site, String answer) {
		try (Socket asked = site.accept()) {
			asked.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
			asked.getInputStream().readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
