package vision.bff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of a paper, each with the output that the paper shows.
 *
 * @param variables what the paper has its reader set before
 */
record Transcript(String variables, List<Step> steps) {

	private static final Pattern STEP = Pattern.compile("```console\n\\$ (.*)\n((?s:.*?))\n```");

	private static final Pattern SHELL_VARIABLE = Pattern.compile("(?m)^[A-Z]+='.*'$");

	/**
	 * Those of a Markdown file.
	 */
	static Transcript of(Path paper) throws IOException {
		String text = Files.readString(paper);
		return new Transcript(
				SHELL_VARIABLE.matcher(text).results().map(MatchResult::group).collect(Collectors.joining("\n")),
				STEP.matcher(text).results().map((step) -> new Step(step.group(1), step.group(2))).toList());
	}

	/**
	 * Runs the commands against a service in front of a sandbox that nobody has used yet,
	 * and compares what comes with what is shown.
	 */
	void replay(int port, SandboxServer sandbox) throws IOException, InterruptedException {
		for (Step step : this.steps) {
			String command = step.command()
				.replace("localhost:8080", "localhost:" + port)
				.replace("localhost:8089", "localhost:" + sandbox.port());
			String shown = step.output().replace("http://127.0.0.1:8089", sandbox.baseUrl().toString());
			assertThat(timeless(run(this.variables + "\n" + command))).as(step.command()).isEqualTo(timeless(shown));
		}
	}

	/**
	 * The JSON of an output with its fields in their order, but without what a new start
	 * changes: times, the names of uploaded files and of occurrences of problems.
	 */
	private static String timeless(String output) {
		return FrontEnd.JSON
			.readTree(output.replaceAll("\"(label|earliest|latest|seenAt|traceId)\": ?\"[^\"]*\"", "\"$1\":\"\"")
				.replaceAll("/upload/images/[^\"]*", "/upload/images/"))
			.toPrettyString();
	}

	private static String run(String script) throws IOException, InterruptedException {
		Process process = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return output;
	}

	/**
	 * One command.
	 */
	record Step(String command, String output) {
	}

}
