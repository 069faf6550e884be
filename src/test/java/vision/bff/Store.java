package vision.bff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real Valkey or Redis, with a password.
 */
final class Store implements AutoCloseable {

	private static final int PORT = 6379;

	private static final String PASSWORD = "store-canary";

	private final GenericContainer<?> container;

	private final RedisClient client;

	private final RedisCommands<String, String> commands;

	private Store(String image, String... arguments) {
		this.container = new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(PORT)
			.withCommand(command(arguments));
		this.container.start();
		this.client = RedisClient.create(url());
		this.commands = this.client.connect().sync();
	}

	private static String[] command(String... arguments) {
		List<String> command = new ArrayList<>(List.of("redis-server", "--requirepass", PASSWORD, "--save", ""));
		command.addAll(List.of(arguments));
		return command.toArray(String[]::new);
	}

	static Store start(String image, String... arguments) {
		return new Store(image, arguments);
	}

	String url() {
		return "redis://:%s@%s:%d/0".formatted(PASSWORD, this.container.getHost(), this.container.getMappedPort(PORT));
	}

	RedisCommands<String, String> commands() {
		return this.commands;
	}

	/** All that whoever reads the store sees: keys, values, and for how long. */
	Map<String, String> dump() {
		Map<String, String> dump = new TreeMap<>();
		for (String key : this.commands.keys("*")) {
			String value = switch (this.commands.type(key)) {
				case "string" -> this.commands.get(key);
				case "hash" -> this.commands.hgetall(key).toString();
				default -> throw new IllegalStateException(key);
			};
			dump.put(key, value);
		}
		return dump;
	}

	@Override
	public void close() {
		this.client.shutdown();
		this.container.stop();
	}

}
