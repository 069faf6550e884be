package vision.bff.container;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.CommandType;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real Valkey or Redis, with a password, on a port that it keeps when it is started
 * again.
 */
public final class Store implements AutoCloseable {

	private static final int PORT = 6379;

	private static final String PASSWORD = "store-canary";

	private static final int SLOTS = 16_384;

	private final GenericContainer<?> container;

	private final int port;

	private final RedisClient client;

	private final RedisCommands<String, String> commands;

	private Store(String image, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("redis-server", "--requirepass", PASSWORD, "--save", ""));
		command.addAll(List.of(arguments));
		this.port = freePort();
		this.container = new GenericContainer<>(DockerImageName.parse(image)).withExposedPorts(PORT)
			.withCommand(command.toArray(String[]::new));
		this.container.setPortBindings(List.of(this.port + ":" + PORT));
		this.container.start();
		this.client = RedisClient.create(url());
		this.commands = this.client.connect().sync();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	public static Store start(String image) throws IOException {
		return new Store(image);
	}

	/**
	 * A cluster of one node, which has all slots.
	 */
	public static Store startCluster(String image) throws IOException {
		Store store = new Store(image, "--cluster-enabled", "yes");
		store.commands.configSet("cluster-announce-ip", "127.0.0.1");
		store.commands.configSet("cluster-announce-port", Integer.toString(store.port));
		int[] slots = new int[SLOTS];
		Arrays.setAll(slots, (slot) -> slot);
		store.commands.clusterAddSlots(slots);
		Awaitility.await().until(() -> store.commands.clusterInfo().contains("cluster_state:ok"));
		return store;
	}

	public String url() {
		return "redis://:%s@127.0.0.1:%d/0".formatted(PASSWORD, this.port);
	}

	/**
	 * The address for a user who may only give these commands, and only for names that
	 * begin so.
	 */
	public String urlForUserWith(List<String> commands, String beginning) {
		AclSetuserArgs rights = AclSetuserArgs.Builder.on().addPassword(PASSWORD).keyPattern(beginning + "*");
		commands.forEach((command) -> rights.addCommand(CommandType.valueOf(command)));
		this.commands.aclSetuser("limited", rights);
		return url().replace("://", "://limited");
	}

	/**
	 * What it does by hand. These commands wait until it is there.
	 */
	public RedisCommands<String, String> commands() {
		return this.commands;
	}

	public void halt() {
		this.container.getDockerClient().killContainerCmd(this.container.getContainerId()).exec();
	}

	public void startAgain() {
		this.container.getDockerClient().startContainerCmd(this.container.getContainerId()).exec();
		Awaitility.await().ignoreExceptions().until(() -> "PONG".equals(this.commands.ping()));
	}

	/**
	 * All that whoever reads it sees: names and values.
	 */
	public Map<String, String> dump() {
		Map<String, String> dump = new TreeMap<>();
		for (String name : this.commands.keys("*")) {
			dump.put(name, switch (this.commands.type(name)) {
				case "string" -> this.commands.get(name);
				case "hash" -> this.commands.hgetall(name).toString();
				default -> throw new IllegalStateException(name);
			});
		}
		return dump;
	}

	@Override
	public void close() {
		this.client.shutdown();
		this.container.stop();
	}

}
