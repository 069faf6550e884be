package vision.bff;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who is served first when there is more to do than there are processors: here there is
 * one, and it is kept busy until all the requests have come.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "logging.level.vision.bff.web.RequestLog=info" })
@ExtendWith(OutputCaptureExtension.class)
class TurnsTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String CLOSE = "Connection: close\r\n";

	private final VirtualThreadSchedulerMXBean scheduler = ManagementFactory
		.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);

	private final int carriers = this.scheduler.getParallelism();

	private final AtomicBoolean busy = new AtomicBoolean(true);

	@LocalServerPort
	private int port;

	@BeforeEach
	void keepTheOnlyCarrierBusy() {
		this.scheduler.setParallelism(1);
		AtomicBoolean running = new AtomicBoolean();
		Thread.startVirtualThread(() -> {
			running.set(true);
			while (this.busy.get()) {
				Thread.onSpinWait();
			}
		});
		await().untilTrue(running);
	}

	@AfterEach
	void giveTheCarriersBack() {
		this.busy.set(false);
		this.scheduler.setParallelism(this.carriers);
	}

	@Test
	void theSecondRequestOfAConnectionComesAfterTheFirstOfOneThatWaits(CapturedOutput output) throws IOException {
		try (Socket quick = send(get("/quick", "") + get("/chats/0", CLOSE));
				Socket patient = send(get("/chats/0/messages", CLOSE))) {
			this.busy.set(false);
			assertThat(answers(quick)).hasSize(2);
			assertThat(answers(patient)).hasSize(1);
		}
		assertThat(routes(output)).containsExactly("/**", "/chats/{userId}/messages", "/chats/{userId}");
	}

	/**
	 * Sends it and waits until it is the last that waits for a carrier.
	 */
	private Socket send(String requests) throws IOException {
		long waiting = this.scheduler.getQueuedVirtualThreadCount();
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
		socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
		socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
		await().until(() -> this.scheduler.getQueuedVirtualThreadCount() > waiting);
		return socket;
	}

	private static String get(String path, String header) {
		return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice\r\n" + header + "\r\n";
	}

	private static String[] answers(Socket socket) throws IOException {
		String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return all.split("(?=HTTP/1\\.1 )");
	}

	private static Iterable<String> routes(CapturedOutput output) {
		return Pattern.compile("RequestLog +: GET (\\S+) 40")
			.matcher(output.getOut())
			.results()
			.map((line) -> line.group(1))
			.toList();
	}

}
