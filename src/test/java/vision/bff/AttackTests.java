package vision.bff;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process as small as in the image, against more connections than it has room for, from
 * more addresses than one. Those who mean well are served meanwhile.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTests {

	private static final Duration ATTACK = Duration.ofSeconds(9);

	private static final Duration BETWEEN_BYTES = Duration.ofSeconds(2);

	private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(200);

	private static final int CONNECTIONS = 1600;

	private static final int CONNECTIONS_OF_AN_ADDRESS = 200;

	private static final int CONNECT_MILLIS = 250;

	private static final int WARM_UP = 50;

	private static final List<String> OPTIONS = List.of("-Xmx112m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders",
			"-XX:ReservedCodeCacheSize=48m", "-XX:+ExitOnOutOfMemoryError");

	private final SandboxServer sandbox = SandboxServer.start(0);

	private final Queue<Object> failures = new ConcurrentLinkedQueue<>();

	private final Queue<Duration> times = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean attacked = new AtomicBoolean(true);

	private final Process process;

	private int port;

	private int managementPort;

	AttackTests() throws IOException {
		List<String> command = new ArrayList<>();
		command.add(System.getProperty("java.home") + "/bin/java");
		command.addAll(OPTIONS);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), VisionBffApplication.class.getName(),
				"--server.port=0", "--management.server.port=0", "--vision.base-url=" + this.sandbox.baseUrl(),
				"--vision.cache.chats.max-size=8MB"));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	/**
	 * The first requests after a start are slow for another reason.
	 */
	@BeforeAll
	void awaitStart() throws IOException {
		BufferedReader log = this.process.inputReader();
		this.port = Integer.parseInt(next(log, "Tomcat started on port (\\d+)"));
		this.managementPort = Integer.parseInt(next(log, "Tomcat started on port (\\d+)"));
		next(log, "Started (VisionBffApplication)");
		Thread.ofVirtual()
			.start(() -> log.lines().filter((line) -> line.contains("OutOfMemory")).forEach(this.failures::add));
		for (int i = 0; i < WARM_UP; i++) {
			new FrontEnd(this.port, "dave-session").get("/chats");
			new FrontEnd(this.managementPort, "none").get("/actuator/health/liveness");
		}
	}

	@AfterEach
	void rest() {
		this.times.clear();
		this.failures.clear();
		this.attacked.set(true);
	}

	@AfterAll
	void end() throws InterruptedException {
		this.process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
		this.sandbox.close();
	}

	@ParameterizedTest
	@EnumSource
	void whoMeansWellIsServed(Attack attack) throws InterruptedException {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (String session : List.of("alice", "bob", "carol")) {
				threads.submit(() -> ask(this.port, "/chats", session + "-session"));
			}
			threads.submit(() -> ask(this.managementPort, "/actuator/health/liveness", "none"));
			threads.submit(() -> ask(this.managementPort, "/actuator/health/readiness", "none"));
			attack(attack);
			this.attacked.set(false);
		}
		List<Duration> sorted = this.times.stream().sorted().toList();
		System.out.printf("%s: %d answers, p99 %d ms, slowest %d ms%n", attack, sorted.size(),
				sorted.get(sorted.size() * 99 / 100).toMillis(), sorted.getLast().toMillis());
		assertThat(this.failures).isEmpty();
		assertThat(this.process.isAlive()).isTrue();
		assertThat(sorted).hasSizeGreaterThan(20);
	}

	private void ask(int port, String path, String session) {
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
				.header("Authorization", "Bearer " + session)
				.timeout(Duration.ofSeconds(15))
				.build();
			while (this.attacked.get()) {
				long start = System.nanoTime();
				int status = status(client, request);
				this.times.add(Duration.ofNanos(System.nanoTime() - start));
				if (status != 200) {
					this.failures.add(path + " " + status);
				}
				LockSupport.parkNanos(BETWEEN_REQUESTS.toNanos());
			}
		}
		catch (IOException ex) {
			this.failures.add(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Asks once more where the connection was closed before an answer, as a browser does.
	 */
	private static int status(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
		try {
			return client.send(request, BodyHandlers.discarding()).statusCode();
		}
		catch (IOException closed) {
			return client.send(request, BodyHandlers.discarding()).statusCode();
		}
	}

	private void attack(Attack attack) {
		long end = System.nanoTime() + ATTACK.toNanos();
		List<Socket> sockets = new ArrayList<>();
		try {
			for (int i = 0; i < CONNECTIONS && System.nanoTime() < end; i++) {
				Socket socket = new Socket();
				sockets.add(socket);
				try {
					socket.bind(new InetSocketAddress(
							InetAddress.ofLiteral("127.0.1." + (1 + i / CONNECTIONS_OF_AN_ADDRESS)), 0));
					socket.connect(new InetSocketAddress("127.0.0.1", this.port), CONNECT_MILLIS);
					socket.getOutputStream().write(attack.request.getBytes(StandardCharsets.US_ASCII));
				}
				catch (IOException refused) {
					// as it should be
				}
			}
			while (System.nanoTime() < end) {
				LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
				sockets.forEach((socket) -> send(socket, attack.more));
			}
		}
		finally {
			sockets.forEach(AttackTests::close);
		}
	}

	private static void send(Socket socket, String text) {
		try {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
		}
		catch (IOException closed) {
			// as it should be
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException closed) {
			// then it is
		}
	}

	private static String next(BufferedReader log, String pattern) throws IOException {
		Pattern wanted = Pattern.compile(pattern);
		for (String line = log.readLine(); line != null; line = log.readLine()) {
			Matcher matcher = wanted.matcher(line);
			if (matcher.find()) {
				return matcher.group(1);
			}
		}
		throw new AssertionError("It did not start");
	}

	enum Attack {

		HEADS_WITHOUT_END("GET /chats HTTP/1.1\r\nHost: x\r\nX-A: ", "a"),

		BODIES_OF_REFUSED_REQUESTS("POST /chats/78/messages HTTP/1.1\r\nHost: x\r\n"
				+ "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n", " "),

		CONNECTIONS_THAT_STAY("GET /chats HTTP/1.1\r\nHost: x\r\n\r\n", ""),

		BODIES_WITHOUT_END("POST /chats/78/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer made-up\r\n"
				+ "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n" + " ".repeat(50_000), " ");

		private final String request;

		private final String more;

		Attack(String request, String more) {
			this.request = request;
			this.more = more;
		}

	}

}
