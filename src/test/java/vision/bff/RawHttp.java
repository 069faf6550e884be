package vision.bff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The answer to bytes that no HTTP client would send.
 *
 * @param status the status of the final answer
 * @param head its status line and headers
 * @param body its body, in chunks if it came so
 */
record RawHttp(int status, String head, String body) {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	/**
	 * Sends it all, whatever is answered meanwhile, and then nothing more.
	 * @throws AssertionError if the connection is reset before all was sent and read
	 */
	static RawHttp exchange(int port, byte[] request) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
			Future<@Nullable Void> sending = threads.submit(() -> {
				socket.getOutputStream().write(request);
				socket.shutdownOutput();
				return null;
			});
			ByteArrayOutputStream answer = new ByteArrayOutputStream();
			socket.getInputStream().transferTo(answer);
			sending.get();
			return of(answer.toString(StandardCharsets.UTF_8));
		}
		catch (IOException | ExecutionException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private static RawHttp of(String answer) {
		if (answer.startsWith("HTTP/1.1 100 ")) {
			return of(answer.substring(end(answer)));
		}
		return new RawHttp(Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length())),
				answer.substring(0, end(answer)), answer.substring(end(answer)));
	}

	private static int end(String head) {
		assertThat(head).startsWith("HTTP/1.1 ").contains("\r\n\r\n");
		return head.indexOf("\r\n\r\n") + "\r\n\r\n".length();
	}

	List<String> header(String name) {
		String start = name.toLowerCase(Locale.ROOT) + ":";
		return this.head.lines()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(start))
			.map((line) -> line.substring(start.length()).strip())
			.toList();
	}

	/**
	 * The object in the body, which is small enough for one chunk.
	 */
	JsonNode json() {
		return FrontEnd.JSON.readTree(this.body.substring(this.body.indexOf('{'), this.body.lastIndexOf('}') + 1));
	}

}
