package vision.bff.container;

import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.model.ContainerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import tools.jackson.databind.JsonNode;

import vision.bff.Pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What the Dockerfile makes, run as restricted as the compose file and the manifests run
 * it.
 */
@NeedsDocker
class ImageTests {

	private static final Network NETWORK = Network.newNetwork();

	private static final GenericContainer<?> SITE = Containers.site(NETWORK);

	private static final GenericContainer<?> BFF = Containers.bff(NETWORK);

	@BeforeAll
	static void start() throws Exception {
		Containers.build();
		SITE.start();
		BFF.start();
	}

	@AfterAll
	static void stop() {
		BFF.stop();
		SITE.stop();
		NETWORK.close();
	}

	@Test
	void theSixOperationsWorkThroughTheContainer() throws Exception {
		Caller caller = caller(BFF, 0);
		assertThat(Caller.json(caller.get("/chats"), 200).at("/items/0/user/username").asString())
			.isEqualTo("mansurTLs");
		assertThat(Caller.json(caller.get("/chats/78"), 200).at("/id").asInt()).isEqualTo(9);
		assertThat(Caller.json(caller.get("/chats/78/messages"), 200).at("/items/0/id").asInt()).isEqualTo(86);
		assertThat(Caller.json(caller.get("/chats/5/messages/search?q=hello"), 200).at("/items/0/text").asString())
			.isEqualTo("Hello!");
		assertThat(Caller.json(caller.say(78, "Hi!"), 201).at("/text").asString()).isEqualTo("Hi!");
		assertThat(Caller.json(caller.show(78, Pictures.png(200_000)), 201).at("/attachment/url").asString())
			.startsWith("https://1.vision/upload/images/");
		assertThat(Caller.send(caller.delete("/chats/5/messages/8")).statusCode()).isEqualTo(204);
		assertThat(Caller.send(caller.delete("/chats/78/messages")).statusCode()).isEqualTo(204);
		assertThat(Caller.send(caller.delete("/chats/78")).statusCode()).isEqualTo(204);
	}

	@Test
	void itIsNobodyAndCanWriteNowhereButInTheTemporaryFolder() throws Exception {
		assertThat(Containers.bash(BFF, "id -u; id -g").getStdout()).isEqualTo("65532\n65532\n");
		assertThat(Containers.bash(BFF, "grep CapEff /proc/1/status").getStdout()).containsPattern("\\s0+\n");
		assertThat(Containers.bash(BFF, "touch /application/file").getExitCode()).isNotZero();
		assertThat(Containers.bash(BFF, "find / -xdev -writable -type f").getStdout()).isEmpty();
	}

	@Test
	void theImageSaysWhatItIsAndHowItIsStarted() {
		ContainerConfig config = config();
		assertThat(config.getUser()).isEqualTo("65532:65532");
		assertThat(config.getEntrypoint()).startsWith("java").contains("-jar", "vision-bff.jar");
		assertThat(config.getCmd()).isNull();
		assertThat(config.getEnv()).contains("VISION_WARM_UP=20s");
		assertThat(config.getLabels()).containsKeys("org.opencontainers.image.title",
				"org.opencontainers.image.description", "org.opencontainers.image.version",
				"org.opencontainers.image.revision");
	}

	@Test
	void everyLineOfItsLogIsAJsonObjectAndEachRequestIsOne() throws Exception {
		Caller.json(caller(BFF, 0).get("/chats/78"), 200);
		Caller.send(caller(BFF, 0).get("/chats/0"));
		List<JsonNode> lines = await().until(() -> BFF.getLogs().lines().map(Caller.JSON::readTree).toList(),
				(all) -> all.stream().anyMatch((line) -> line.at("/http/response/status_code").asInt() == 400));
		assertThat(lines).allSatisfy((line) -> assertThat(line.path("message").asString()).isNotEmpty())
			.anySatisfy((line) -> {
				assertThat(line.at("/http/route").asString()).isEqualTo("/chats/{userId}");
				assertThat(line.at("/http/response/status_code").asInt()).isEqualTo(200);
				assertThat(line.at("/service/name").asString()).isEqualTo("vision-bff");
			})
			.anySatisfy((line) -> {
				assertThat(line.path("traceId").asString()).matches("[0-9a-f]{32}");
				assertThat(line.at("/http/route").asString()).isEqualTo("/chats/{userId}");
				assertThat(line.at("/http/request/method").asString()).isEqualTo("GET");
				assertThat(line.at("/http/response/status_code").asInt()).isEqualTo(400);
				assertThat(line.at("/event/duration").asLong()).isPositive();
				assertThat(line.at("/upstream/calls").isInt()).isTrue();
				assertThat(line.at("/problem/code").asString()).isEqualTo("invalid-request");
			});
	}

	@Test
	void itServesTheSameContract() throws Exception {
		assertThat(Caller.send(caller(BFF, 0).get("/v3/api-docs.yaml")).body())
			.isEqualTo(Files.readString(Path.of("api/openapi.yaml")));
	}

	@Test
	void itsHealthCheckSucceedsWhileItIsReadyAndFailsOtherwise() throws Exception {
		ContainerConfig config = config();
		String[] check = Objects.requireNonNull(Objects.requireNonNull(config.getHealthcheck()).getTest())
			.stream()
			.skip(1)
			.toArray(String[]::new);
		assertThat(BFF.execInContainer(check).getExitCode()).isZero();
		String[] elsewhere = Stream.of(check)
			.map((word) -> word.replace("/readiness", "/unknown"))
			.toArray(String[]::new);
		assertThat(elsewhere).isNotEqualTo(check);
		assertThat(BFF.execInContainer(elsewhere).getExitCode()).isNotZero();
	}

	@Test
	void nothingUnderWayIsLostWhenItIsToldToEnd() throws Exception {
		try (GenericContainer<?> leaving = Containers.bff(NETWORK)) {
			leaving.start();
			List<CompletableFuture<HttpResponse<String>>> slow = IntStream.range(0, 20)
				.mapToObj((number) -> Caller.sendAsync(caller(leaving, number).get("/chats/99/messages")))
				.toList();
			await().atMost(Duration.ofSeconds(20)).until(() -> callsUnderWay(leaving) == slow.size());
			assertThat(slow).noneMatch(CompletableFuture::isDone);
			leaving.getDockerClient().killContainerCmd(leaving.getContainerId()).withSignal("TERM").exec();
			await().atMost(Duration.ofSeconds(40)).until(() -> Boolean.FALSE.equals(state(leaving).getRunning()));
			assertThat(slow).allSatisfy((answer) -> assertThat(answer.join().statusCode()).isEqualTo(200));
			assertThat(state(leaving).getExitCodeLong()).isEqualTo(143);
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> Caller.send(caller(leaving, 0).get("/chats")));
		}
	}

	/**
	 * In this mode the JVM ends where it cannot take the cache.
	 */
	@Test
	void theCacheOfItsTrainingIsTakenAndItWarmsUp() throws Exception {
		try (GenericContainer<?> cached = Containers.bff(NETWORK)
			.withEnv("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on")
			.withEnv("VISION_WARM_UP", "4s")) {
			cached.start();
			assertThat(cached.getLogs().lines().filter((line) -> line.contains("Warmed up with"))).hasSize(1);
			Caller.json(caller(cached, 0).get("/chats"), 200);
		}
	}

	@Test
	void underLoadItLivesInside256Megabytes() throws Exception {
		try (GenericContainer<?> loaded = Containers.bff(NETWORK)) {
			loaded.start();
			byte[] picture = Pictures.png(2_000_000);
			Set<Integer> statuses = statuses(400, 32, (number) -> {
				Caller caller = caller(loaded, number);
				return switch (number % 10) {
					case 0 -> caller.show(78, picture);
					case 1 -> caller.say(78, "Hi!");
					case 2, 3, 4 -> caller.get("/chats/78/messages");
					default -> caller.get("/chats");
				};
			});
			long written = writtenMemory(loaded);
			System.out.printf("Memory written after the load: %d MiB of %d%n", written >> 20, Containers.MEMORY >> 20);
			assertThat(statuses).containsExactlyInAnyOrder(200, 201);
			assertThat(state(loaded).getRunning()).isTrue();
			assertThat(state(loaded).getOOMKilled()).isFalse();
			assertThat(written).isLessThan(Containers.MEMORY);
		}
	}

	@Test
	void uploadsAtOnceOfMoreThanItsHeapLiveInside256MegabytesToo() throws Exception {
		try (GenericContainer<?> loaded = Containers.bff(NETWORK)) {
			loaded.start();
			byte[] picture = Pictures.png(10_000_000);
			Caller.json(caller(loaded, 0).show(78, picture), 201);
			assertThat(statuses(12, 12, (number) -> caller(loaded, number).show(78, picture))).containsExactly(201);
			assertThat(state(loaded).getOOMKilled()).isFalse();
		}
	}

	private static Set<Integer> statuses(int requests, int atOnce, IntFunction<HttpRequest> next) throws Exception {
		Semaphore free = new Semaphore(atOnce);
		List<CompletableFuture<Integer>> answers = new ArrayList<>();
		for (int number = 0; number < requests; number++) {
			free.acquire();
			answers.add(Caller.sendAsync(next.apply(number))
				.thenApply(HttpResponse::statusCode)
				.whenComplete((status, failure) -> free.release()));
		}
		return answers.stream().map(CompletableFuture::join).collect(Collectors.toSet());
	}

	/**
	 * The connections to port 8080 of another host, as the kernel lists them.
	 */
	private static long callsUnderWay(GenericContainer<?> container) throws Exception {
		return Containers.bash(container, "cat /proc/1/net/tcp /proc/1/net/tcp6")
			.getStdout()
			.lines()
			.filter((line) -> line.matches(" *\\d+: \\p{XDigit}+:\\p{XDigit}+ \\p{XDigit}+:1F90 01 .*"))
			.count();
	}

	/**
	 * Without the pages of files, which the kernel takes back when it needs them.
	 */
	private static long writtenMemory(GenericContainer<?> container) throws Exception {
		String line = Containers.bash(container, "grep RssAnon /proc/1/status").getStdout();
		return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
	}

	private static ContainerState state(GenericContainer<?> container) {
		return container.getDockerClient().inspectContainerCmd(container.getContainerId()).exec().getState();
	}

	private static ContainerConfig config() {
		return Objects
			.requireNonNull(BFF.getDockerClient().inspectImageCmd(BFF.getDockerImageName()).exec().getConfig());
	}

	private static Caller caller(GenericContainer<?> container, int number) {
		return new Caller(container.getMappedPort(Containers.HTTP), "session-" + (number % 500));
	}

}
