package vision.bff;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.send;

/**
 * Two replicas get a new key, one after the other, and nobody is logged out.
 */
class KeyRotationTests {

	private static final String OLD = "b2xkIGtleSBvbGQga2V5IG9sZCBrZXkgb2xkIGtleSE=";

	private static final String NEW = "bmV3IGtleSBuZXcga2V5IG5ldyBrZXkgbmV3IGtleSE=";

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private final Map<List<String>, ConfigurableApplicationContext> replicas = new HashMap<>();

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@Test
	void nobodyIsLoggedOutWhileKeysAreRotated() {
		try {
			roll(List.of(OLD), List.of(OLD, NEW));
			roll(List.of(OLD, NEW), List.of(NEW, OLD));
			roll(List.of(NEW, OLD), List.of(NEW));
		}
		finally {
			this.replicas.values().forEach(ConfigurableApplicationContext::close);
		}
	}

	@Test
	void inOneStepAReplicaSealsWhatAnotherCannotOpen() {
		try {
			String cookie = signIn(replica(List.of(NEW, OLD)));
			assertThat(status(replica(List.of(OLD)), cookie)).isEqualTo(401);
		}
		finally {
			this.replicas.values().forEach(ConfigurableApplicationContext::close);
		}
	}

	/**
	 * While one replica has the next keys and the other still those of before, either is
	 * asked with cookies of either.
	 */
	private void roll(List<String> from, List<String> to) {
		List<ConfigurableApplicationContext> both = List.of(replica(from), replica(to));
		for (ConfigurableApplicationContext sealing : both) {
			String cookie = signIn(sealing);
			assertThat(both).allSatisfy((asked) -> assertThat(status(asked, cookie)).isEqualTo(200));
		}
	}

	private ConfigurableApplicationContext replica(List<String> keys) {
		return this.replicas.computeIfAbsent(keys,
				(added) -> SpringApplication.run(VisionBffApplication.class, "--server.port=0",
						"--management.server.port=0", "--vision.base-url=" + sandbox.baseUrl(),
						"--vision.session.keys=" + String.join(",", keys)));
	}

	private static String signIn(ConfigurableApplicationContext replica) {
		return send(new FrontEnd(port(replica), "alice-session").request("/session").POST(BodyPublishers.noBody()))
			.headers()
			.firstValue("Set-Cookie")
			.orElseThrow()
			.split(";", 2)[0];
	}

	private static int status(ConfigurableApplicationContext replica, String cookie) {
		return send(new FrontEnd(port(replica), "none").anonymous("/session").header("Cookie", cookie)).statusCode();
	}

	private static int port(ConfigurableApplicationContext replica) {
		return Integer.parseInt(replica.getEnvironment().getRequiredProperty("local.server.port"));
	}

}
