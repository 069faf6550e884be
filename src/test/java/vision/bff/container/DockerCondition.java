package vision.bff.container;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Whether an engine answers, whether it builds with BuildKit, and whether the container
 * is there that tidies up after Testcontainers.
 */
class DockerCondition implements ExecutionCondition {

	private static final Duration ANSWER = Duration.ofSeconds(15);

	private static final Duration DOWNLOAD = Duration.ofMinutes(1);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return Missing.FOUND.map(ConditionEvaluationResult::disabled)
			.orElseGet(() -> ConditionEvaluationResult.enabled("Containers can be built and run"));
	}

	/**
	 * Looked for once, and told once: on the screen, past the files that what a test
	 * prints goes to.
	 */
	private static final class Missing {

		private static final Optional<String> FOUND = find();

		static {
			FOUND.ifPresent((missing) -> new PrintStream(new FileOutputStream(FileDescriptor.err), true)
				.println("Container tests are skipped: " + missing));
		}

		private static Optional<String> find() {
			if (!Command.docker("version").succeeds(ANSWER)) {
				return Optional.of("no Docker engine answers");
			}
			if (!Command.docker("build", "--quiet", "-").succeeds(ANSWER, "FROM scratch\nLABEL needs=buildkit\n")) {
				return Optional.of("the Docker engine does not build with BuildKit");
			}
			String ryuk = TestcontainersConfiguration.getInstance().getRyukImage();
			if (!Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))
					&& !Command.docker("image", "inspect", ryuk).succeeds(ANSWER)
					&& !Command.docker("pull", "--quiet", ryuk).succeeds(DOWNLOAD)) {
				return Optional.of("the image " + ryuk
						+ " is neither here nor to be had; TESTCONTAINERS_RYUK_DISABLED=true does without it");
			}
			return Optional.empty();
		}

	}

}
