package vision.bff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tour of the README, line by line. Only what a new start changes may differ: times,
 * the names of uploaded files and of occurrences of problems.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ReadmeTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static final Pattern STEP = Pattern.compile("```console\n\\$ (.*)\n((?s:.*?))\n```");

	private static final Pattern SHELL_VARIABLE = Pattern.compile("(?m)^[A-Z]+='.*'$");

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", sandbox::baseUrl);
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@Test
	void theTourOfTheReadmeGivesWhatItShows() throws Exception {
		String readme = Files.readString(Path.of("README.md"));
		String variables = String.join("\n",
				SHELL_VARIABLE.matcher(readme).results().map((variable) -> variable.group()).toList());
		List<String[]> steps = STEP.matcher(readme)
			.results()
			.map((step) -> new String[] { step.group(1), step.group(2) })
			.toList();
		assertThat(steps).hasSize(13);
		for (String[] step : steps) {
			String command = step[0].replace("localhost:8080", "localhost:" + this.port)
				.replace("localhost:8089", "localhost:" + sandbox.port());
			String shown = step[1].replace("http://127.0.0.1:8089", sandbox.baseUrl().toString());
			assertThat(timeless(run(variables + "\n" + command))).as(step[0]).isEqualTo(timeless(shown));
		}
	}

	private static JsonNode timeless(String answer) {
		return FrontEnd.JSON
			.readTree(answer.replaceAll("\"(label|earliest|latest|seenAt|traceId)\": ?\"[^\"]*\"", "\"$1\":\"\"")
				.replaceAll("/upload/images/[^\"]*", "/upload/images/"));
	}

	private static String run(String script) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return output;
	}

}
