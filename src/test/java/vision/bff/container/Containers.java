package vision.bff.container;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The image of the BFF as it is meant to be run, beside a site that knows the samples of
 * its page.
 */
final class Containers {

	static final int HTTP = 8080;

	static final int MANAGEMENT = 8081;

	static final long MEMORY = 256L * 1024 * 1024;

	private static final String IMAGE = "vision-bff:test";

	static {
		LoggingSystem.get(Containers.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
	}

	private Containers() {
	}

	static void build() throws IOException, InterruptedException {
		Command.docker("build", "--tag", IMAGE, ".").run();
	}

	static GenericContainer<?> site(Network network) {
		return new GenericContainer<>(DockerImageName.parse("wiremock/wiremock:3.13.2")).withNetwork(network)
			.withNetworkAliases("site")
			.withExposedPorts(HTTP)
			.withCommand("--root-dir=/home/wiremock", "--no-request-journal")
			.withCopyFileToContainer(MountableFile.forClasspathResource("page"), "/home/wiremock/__files")
			.withCopyFileToContainer(MountableFile.forClasspathResource("container/mappings"),
					"/home/wiremock/mappings")
			.waitingFor(Wait.forHttp("/__admin/mappings").forPort(HTTP));
	}

	static GenericContainer<?> bff(Network network) {
		return new GenericContainer<>(DockerImageName.parse(IMAGE)).withNetwork(network)
			.withEnv("VISION_BASE_URL", "http://site:8080")
			.withEnv("VISION_RATE_LIMIT_ENABLED", "false")
			.withEnv("VISION_WARM_UP", "0s")
			.withEnv("VISION_TIMEOUTS_RESPONSE", "60s")
			.withEnv("VISION_TIMEOUTS_REQUEST", "60s")
			.withEnv("VISION_TIMEOUTS_UPLOAD", "60s")
			.withExposedPorts(HTTP, MANAGEMENT)
			.withCreateContainerCmdModifier((command) -> restrict(Objects.requireNonNull(command.getHostConfig())))
			.waitingFor(Wait.forHttp("/actuator/health/readiness").forPort(MANAGEMENT));
	}

	static ExecResult bash(GenericContainer<?> container, String script) throws IOException, InterruptedException {
		return container.execInContainer("bash", "-c", script);
	}

	private static void restrict(HostConfig host) {
		host.withReadonlyRootfs(true)
			.withTmpFs(Map.of("/tmp", "size=16m,mode=1777"))
			.withCapDrop(Capability.ALL)
			.withSecurityOpts(List.of("no-new-privileges:true"))
			.withMemory(MEMORY)
			.withMemorySwap(MEMORY);
	}

}
