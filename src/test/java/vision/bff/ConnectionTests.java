package vision.bff;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Nobody can keep a connection by being slow, nor have all of them.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "vision.connections.head-timeout=1s",
				"vision.connections.body-timeout=1s", "vision.connections.answer-timeout=1s",
				"vision.connections.max-per-address=" + ConnectionTests.MAX_PER_ADDRESS })
class ConnectionTests {

	static final int MAX_PER_ADDRESS = 8;

	private static final Duration BETWEEN_BYTES = Duration.ofMillis(300);

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final Duration LESS_THAN_TOMCAT_WAITS = Duration.ofSeconds(15);

	private static final String GET = "GET /chats/0 HTTP/1.1\r\nHost: x\r\n";

	private static final String POST = "POST /chats/78/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n";

	private static final String BEARER = "Authorization: Bearer alice-session\r\n";

	private static final String JSON = "Content-Type: application/json\r\n";

	private final List<Socket> sockets = new ArrayList<>();

	@LocalServerPort
	private int port;

	@AfterEach
	void close() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /ch", GET + "X-A: ", "\r\n" })
	void aHeadIsNotWaitedForForEverHoweverOftenAByteComes(String beginning) throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, beginning);
		assertThat(drip(socket, beginning.isBlank() ? "\r\n" : "a")).isEmpty();
	}

	@Test
	void aSecondHeadIsNotWaitedForForEverEither() throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, GET + "\r\nGET ");
		assertThat(drip(socket, "a")).startsWith("HTTP/1.1 401 ").doesNotContain("HTTP/1.1 408");
	}

	@Test
	void whoSaysNothingIsClosed() throws IOException {
		assertThat(read(open("127.0.0.1"))).isEmpty();
	}

	@Test
	void aJsonBodyIsNotWaitedForForEverHoweverOftenAByteComes() throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, POST + BEARER + JSON + "\r\n{");
		assertThat(drip(socket, " ")).doesNotContain("HTTP/1.1 2");
	}

	@Test
	void aJsonBodyThatStopsIsNotWaitedForEither() throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, POST + BEARER + JSON + "\r\n{");
		assertThat(read(socket)).doesNotContain("HTTP/1.1 2");
	}

	@Test
	void theRestOfARefusedBodyIsNotWaitedForForEver() throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, POST + JSON + "\r\n{");
		assertThat(drip(socket, " ")).startsWith("HTTP/1.1 401 ");
	}

	@Test
	void aConnectionWhoseRefusedBodyCameAfterAllGoesOn() throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, POST + JSON + "\r\n");
		byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 401".length());
		assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
		send(socket, " ".repeat(60_000) + GET + "Connection: close\r\n\r\n");
		assertThat(read(socket)).contains("HTTP/1.1 401 ");
	}

	@Test
	void whoReadsNothingIsClosed() throws IOException {
		try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", this.port))) {
			channel.configureBlocking(false);
			ByteBuffer requests = StandardCharsets.US_ASCII
				.encode(("GET /v3/api-docs.yaml HTTP/1.1\r\nHost: x\r\n" + BEARER + "\r\n").repeat(10));
			await().atMost(LESS_THAN_TOMCAT_WAITS)
				.untilAsserted(() -> assertThatIOException().isThrownBy(() -> channel.write(requests.rewind())));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { JSON + "|401", BEARER + JSON + "Content-Encoding: br\r\n|415",
			BEARER + "Content-Type: text/plain\r\n|415", BEARER + "Content-Type: multipart/form-data\r\n|400" })
	void whoeverIsRefusedForTheHeadIsNotToldToContinue(String input) throws IOException {
		String[] headersAndStatus = input.split("\\|");
		Socket socket = open("127.0.0.1");
		send(socket, POST + headersAndStatus[0] + "Expect: 100-continue\r\n\r\n");
		assertThat(read(socket)).startsWith("HTTP/1.1 " + headersAndStatus[1] + " ");
	}

	@Test
	void whoMayGoOnIsToldSo() throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, POST + BEARER + JSON + "Expect: 100-continue\r\n\r\n");
		assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
			.isEqualTo("HTTP/1.1 100");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /problems\r\n", "GET /problems HTTP/1.1\nHost: x\r\n\r\n",
			"GET /problems HTTP/1.1\r\nHost: x\n\r\n", "GET /problems HTTP/1.1\r\nHost: x\r\n\n",
			"GET /problems HTTP/1.1\r\nHost: x\r\nX-A: a\r\n b\r\n\r\n",
			"GET /problems HTTP/1.1\r\nHost: x\r\nX-A:  a \r\n\t\r\n\r\n",
			"POST /problems HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
			"GET http://user@x/problems HTTP/1.1\r\nHost: x\r\n\r\n",
			"GET http://user:password@x/problems HTTP/1.1\r\nHost: x\r\n\r\n",
			"GET /problems HTTP/1.1\r\nHost: x:65536\r\n\r\n",
			"GET /problems HTTP/1.1\r\nHost: x:99999999999999999999\r\n\r\n" })
	void aHeadThatAProxyCouldUnderstandOtherwiseIsRefused(String head) throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, head);
		assertThat(read(socket)).contains("invalid-request").doesNotContain("chat-not-found");
	}

	@Test
	void aHeadThatIsRefusedIsAProblem() throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, "GET /problems HTTP/1.1\r\nHost: x\r\nX-A: a\r\n b\r\n\r\n");
		assertThat(read(socket)).startsWith("HTTP/1.1 400 ")
			.contains("\r\nContent-Type: application/problem+json\r\n")
			.contains("\r\nConnection: close\r\n")
			.contains("\r\nX-Content-Type-Options: nosniff\r\n")
			.contains("\"instance\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /problems HTTP/1.1\r\nHost: x:65535\r\n\r\n",
			"\r\nGET /problems HTTP/1.1\r\nHost: [::1]\r\nX-A:   a  b  \r\n\r\n",
			"GET http://x/problems?a@b HTTP/1.1\r\nHost: x\r\n\r\n",
			"GET /problems HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n\n \n",
			"GET /problems HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\n \r\n0\r\n\r\n" })
	void aHeadThatIsOnlyUnusualIsTakenAndSoIsTheNextOne(String request) throws IOException {
		Socket socket = open("127.0.0.1");
		send(socket, request);
		assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
		send(socket, request);
		assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
	}

	@Test
	void requestsThatComeAllAtOnceAreAllLookedAt() throws IOException {
		Socket socket = open("127.0.0.1");
		String get = "GET /chats/0 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
		send(socket, get + get + get.replace("Host: x", "Host: x\r\nX-A: a\r\n b"));
		assertThat(read(socket)).containsPattern("(?s)HTTP/1.1 401 .*HTTP/1.1 401 .*HTTP/1.1 400 ");
	}

	@Test
	void anAddressThatHasItsConnectionsGetsAnotherForTheOneThatIsMissedLeast() throws IOException {
		for (int i = 0; i < MAX_PER_ADDRESS - 1; i++) {
			answered(open("127.0.0.2"));
		}
		Socket answered = open("127.0.0.2");
		send(answered, POST + JSON + "\r\n");
		assertThat(head(answered)).startsWith("HTTP/1.1 401 ");
		answered(open("127.0.0.2"));
		assertThat(read(answered)).isEmpty();
		answered(this.sockets.getFirst());
	}

	@Test
	void oneAddressDoesNotTakeTheConnectionsOfAnother() throws IOException {
		Socket other = open("127.0.0.3");
		answered(other);
		for (int i = 0; i < 3 * MAX_PER_ADDRESS; i++) {
			send(open("127.0.0.2"), GET);
		}
		answered(other);
	}

	/**
	 * The answer has a body of known length, so that the connection can be used again.
	 */
	private static void answered(Socket socket) throws IOException {
		send(socket, GET + "\r\n");
		head(socket);
	}

	/**
	 * Reads an answer and returns its head.
	 */
	private static String head(Socket socket) throws IOException {
		StringBuilder head = new StringBuilder();
		while (!head.toString().endsWith("\r\n\r\n")) {
			int next = socket.getInputStream().read();
			assertThat(next).as(head.toString()).isNotNegative();
			head.append((char) next);
		}
		Matcher length = Pattern.compile("Content-Length: (\\d+)").matcher(head);
		assertThat(length.find()).as(head.toString()).isTrue();
		socket.getInputStream().skipNBytes(Integer.parseInt(length.group(1)));
		return head.toString();
	}

	private Socket open(String address) throws IOException {
		Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), this.port, InetAddress.ofLiteral(address), 0);
		this.sockets.add(socket);
		socket.setSoTimeout(Math.toIntExact(LONG.toMillis()));
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String read(Socket socket) throws IOException {
		try {
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (SocketException reset) {
			return "";
		}
	}

	/**
	 * Sends on, now and then, until the other side has closed the connection.
	 * @return all that came back
	 */
	private static String drip(Socket socket, String text) throws IOException {
		StringBuilder answer = new StringBuilder();
		await().atMost(LONG).pollInterval(BETWEEN_BYTES).until(() -> {
			try {
				byte[] bytes = new byte[Math.max(1, socket.getInputStream().available())];
				socket.setSoTimeout(1);
				int count = socket.getInputStream().read(bytes);
				if (count < 0) {
					return true;
				}
				answer.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
			}
			catch (SocketTimeoutException nothingYet) {
				send(socket, text);
			}
			catch (SocketException reset) {
				return true;
			}
			return false;
		});
		return answer.toString();
	}

}
