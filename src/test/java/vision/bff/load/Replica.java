package vision.bff.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The built jar in a process of its own, with the options of the image and the heap it
 * has there.
 */
final class Replica implements AutoCloseable {

	private static final String HEAP = "-Xmx112m";

	private static final Pattern ENTRYPOINT = Pattern.compile("ENTRYPOINT \\[\"java\", ([^\\]]*)\"-jar\"");

	/**
	 * What belongs to the files of the image, or to the memory of a container.
	 */
	private static final Predicate<String> OF_THE_IMAGE_ALONE = Pattern
		.compile("AOT|aot|ArchiveRelocationMode|RAMPercentage|TrimNativeHeap")
		.asPredicate();

	private static final Pattern USED_HEAP = Pattern
		.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([\\d.E]+)$");

	private static final Pattern FAILURES_OF_THE_STORE = Pattern
		.compile("(?m)^vision_shared_failures_total ([\\d.E]+)$");

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final HttpClient http = HttpClient.newHttpClient();

	private final Queue<String> outOfMemory = new ConcurrentLinkedQueue<>();

	private final Process process;

	private final int port;

	private final int managementPort;

	private Replica(Process process) throws IOException {
		this.process = process;
		BufferedReader log = process.inputReader();
		this.port = Integer.parseInt(next(log, "Tomcat started on port (\\d+)"));
		this.managementPort = Integer.parseInt(next(log, "Tomcat started on port (\\d+)"));
		next(log, "Started (VisionBffApplication)");
		Thread.ofVirtual()
			.start(() -> log.lines().filter((line) -> line.contains("OutOfMemory")).forEach(this.outOfMemory::add));
	}

	static Replica start(URI upstream, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", HEAP));
		command.addAll(options());
		command.addAll(List.of("-jar", jar().toString(), "--server.port=0", "--management.server.port=0",
				"--vision.base-url=" + upstream, "--vision.cache.chats.max-size=8MB",
				"--logging.level.vision.bff.observability.RequestLogValve=off"));
		command.addAll(List.of(arguments));
		return new Replica(new ProcessBuilder(command).redirectErrorStream(true).start());
	}

	int port() {
		return this.port;
	}

	boolean isWell() {
		return this.process.isAlive() && this.outOfMemory.isEmpty();
	}

	/**
	 * As if behind a proxy, so that each session can have an address of its own.
	 */
	static Replica startBehindProxy(URI upstream) throws IOException {
		return start(upstream, "--server.forward-headers-strategy=native");
	}

	/**
	 * A request that comes from the address of this session, where there is a proxy.
	 */
	HttpRequest.Builder request(String session, String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.header("Authorization", "Bearer " + session)
			.header("X-Forwarded-For",
					"198.18." + Math.floorMod(session.hashCode() / 256, 256) + "."
							+ Math.floorMod(session.hashCode(), 256))
			.timeout(PATIENCE);
	}

	HttpRequest.Builder management(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.managementPort + path)).timeout(PATIENCE);
	}

	/**
	 * Asks once more where the connection was closed before there was an answer, as a
	 * browser does.
	 */
	HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		try {
			return this.http.send(request, BodyHandlers.ofString());
		}
		catch (IOException closed) {
			return this.http.send(request, BodyHandlers.ofString());
		}
	}

	HttpResponse<String> sendOnce(HttpRequest request) throws IOException, InterruptedException {
		return this.http.send(request, BodyHandlers.ofString());
	}

	/**
	 * The bytes of the heap in use, once what is not in use has been thrown away.
	 */
	long usedHeap() throws IOException, InterruptedException {
		new ProcessBuilder(System.getProperty("java.home") + "/bin/jcmd", Long.toString(this.process.pid()), "GC.run")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		String metrics = send(management("/actuator/prometheus").build()).body();
		return Math
			.round(USED_HEAP.matcher(metrics).results().mapToDouble((used) -> Double.parseDouble(used.group(1))).sum());
	}

	int failuresOfTheStore() throws IOException, InterruptedException {
		Matcher failures = FAILURES_OF_THE_STORE.matcher(send(management("/actuator/prometheus").build()).body());
		if (!failures.find()) {
			throw new IllegalStateException("No store is shared");
		}
		return (int) Double.parseDouble(failures.group(1));
	}

	@Override
	public void close() throws InterruptedException {
		this.http.close();
		this.process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
	}

	private static List<String> options() throws IOException {
		Matcher entrypoint = ENTRYPOINT.matcher(Files.readString(Path.of("Dockerfile")));
		if (!entrypoint.find()) {
			throw new IllegalStateException("The Dockerfile has no entry point with a jar");
		}
		return Pattern.compile("\"([^\"]+)\"")
			.matcher(entrypoint.group(1))
			.results()
			.map((option) -> option.group(1))
			.filter(OF_THE_IMAGE_ALONE.negate())
			.toList();
	}

	private static Path jar() throws IOException {
		try (var files = Files.list(Path.of("target"))) {
			return files.filter((file) -> file.toString().endsWith(".jar"))
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("There is no jar in target: ./mvnw verify builds it"));
		}
	}

	private static String next(BufferedReader log, String pattern) throws IOException {
		Pattern wanted = Pattern.compile(pattern);
		StringBuilder read = new StringBuilder();
		for (String line = log.readLine(); line != null; line = log.readLine()) {
			read.append(line).append('\n');
			Matcher matcher = wanted.matcher(line);
			if (matcher.find()) {
				return matcher.group(1);
			}
		}
		throw new IllegalStateException("It did not start:\n" + read);
	}

}
