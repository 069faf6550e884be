package vision.bff.container;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that a user would type, run in the root of the project. {@code DOCKER} names
 * the docker client where the first one on the path is not the right one.
 */
record Command(List<String> words, Map<String, String> environment) {

	private static final Path DOCKER = Path.of(Optional.ofNullable(System.getenv("DOCKER")).orElse("docker"));

	static Command of(String... words) {
		return new Command(List.of(words), Map.of());
	}

	static Command docker(String... words) {
		return new Command(Stream.concat(Stream.of(DOCKER.toString()), Stream.of(words)).toList(), Map.of());
	}

	/**
	 * The plug-in of the docker client, or else the program of the same name.
	 */
	static Command compose(String... words) throws IOException, InterruptedException {
		boolean plugin = docker("compose", "version").start().waitFor() == 0;
		Stream<String> program = plugin ? Stream.of(DOCKER.toString(), "compose") : Stream.of("docker-compose");
		return new Command(Stream.concat(program, Stream.of(words)).toList(), Map.of());
	}

	static boolean isOnThePath(String program) {
		return Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

	Command with(Map<String, String> more) {
		Map<String, String> all = new HashMap<>(this.environment);
		all.putAll(more);
		return new Command(this.words, all);
	}

	/**
	 * Runs to the end.
	 * @return what it printed
	 */
	String run() throws IOException, InterruptedException {
		Process process = start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(String.join(" ", this.words) + " failed:\n" + output);
		}
		return output;
	}

	/**
	 * Whether it runs to a good end in that time.
	 */
	boolean succeeds(Duration time) {
		return succeeds(time, "");
	}

	boolean succeeds(Duration time, String input) {
		try {
			Process process = start(ProcessBuilder.Redirect.DISCARD);
			try (OutputStream in = process.getOutputStream()) {
				in.write(input.getBytes(StandardCharsets.UTF_8));
			}
			if (process.waitFor(time)) {
				return process.exitValue() == 0;
			}
			process.destroyForcibly();
			return false;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private Process start() throws IOException {
		return start(ProcessBuilder.Redirect.PIPE);
	}

	private Process start(ProcessBuilder.Redirect output) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(this.words).redirectErrorStream(true).redirectOutput(output);
		Map<String, String> environment = builder.environment();
		environment.put("DOCKER_BUILDKIT", "1");
		environment.put("COMPOSE_DOCKER_CLI_BUILD", "1");
		Path folder = DOCKER.getParent();
		if (folder != null) {
			environment.merge("PATH", folder.toString(), (path, first) -> first + File.pathSeparator + path);
		}
		environment.putAll(this.environment);
		return builder.start();
	}

}
