package vision.bff.container;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.awaitility.Awaitility.await;

/**
 * The compose file as a project of its own, so that another one of the same folder is
 * left alone.
 *
 * @param name its name
 * @param options what comes before each command
 * @param environment variables that the file takes
 */
record ComposeProject(String name, List<String> options, Map<String, String> environment) {

	void up(int healthy, String... services) throws IOException, InterruptedException {
		List<String> words = new ArrayList<>(List.of("up", "--build", "--detach"));
		words.addAll(List.of(services));
		run(words.toArray(String[]::new));
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> healthy() == healthy);
	}

	void down() throws IOException, InterruptedException {
		run("down", "--volumes");
	}

	String run(String... words) throws IOException, InterruptedException {
		return Command.compose(Stream.concat(this.options.stream(), Stream.of(words)).toArray(String[]::new))
			.with(this.environment)
			.with(Map.of("COMPOSE_PROJECT_NAME", this.name, "VISION_WARM_UP", "0s"))
			.run();
	}

	/**
	 * What the file says of a service once the variables are filled in.
	 */
	Map<?, ?> service(String service) throws IOException, InterruptedException {
		Map<?, ?> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(run("config"));
		Map<?, ?> services = (Map<?, ?>) Objects.requireNonNull(file.get("services"));
		return (Map<?, ?>) Objects.requireNonNull(services.get(service));
	}

	/**
	 * What holds each container that runs.
	 */
	List<String> restrictions() throws IOException, InterruptedException {
		List<String> restrictions = new ArrayList<>();
		for (String id : run("ps", "--quiet").split("\n")) {
			restrictions.add(Command.docker("inspect", "--format",
					"{{.Config.Image}} {{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} "
							+ "{{.HostConfig.SecurityOpt}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}} {{.Config.User}}",
					id)
				.run()
				.strip());
		}
		return restrictions;
	}

	private long healthy() throws IOException, InterruptedException {
		return Command
			.docker("ps", "--quiet", "--filter", "health=healthy", "--filter",
					"label=com.docker.compose.project=" + this.name)
			.run()
			.lines()
			.count();
	}

}
