package vision.bff.sandbox;

import java.util.Arrays;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.common.FatalStartupException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import vision.bff.VisionBffApplication;

/**
 * The BFF in front of the sandbox, to try out: {@code ./mvnw spring-boot:test-run}. It
 * says that it is an application so that this finds it among the main classes, and that
 * it is a test configuration so that no test does.
 */
@SpringBootApplication
@TestConfiguration(proxyBeanMethods = false)
public final class TestVisionBffApplication {

	private static final int SANDBOX_PORT = 8089;

	private static final int ANY_PORT = 0;

	private TestVisionBffApplication() {
	}

	/**
	 * The sandbox ends with it if it cannot start.
	 */
	public static void main(String[] args) {
		SandboxServer sandbox = sandbox();
		try {
			SpringApplication.from(VisionBffApplication::main)
				.with(Greeting.class)
				.run(concat(args, "--vision.base-url=" + sandbox.baseUrl(), "--vision.session.insecure-cookie=true"));
		}
		catch (RuntimeException ex) {
			sandbox.close();
			throw ex;
		}
	}

	private static SandboxServer sandbox() {
		try {
			return SandboxServer.start(SANDBOX_PORT);
		}
		catch (FatalStartupException ex) {
			return SandboxServer.start(ANY_PORT);
		}
	}

	private static String[] concat(String[] args, String... ours) {
		return Stream.concat(Arrays.stream(ours), Arrays.stream(args)).toArray(String[]::new);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Greeting {

		@Bean
		ApplicationListener<ApplicationReadyEvent> greeting(Environment environment) {
			return (ready) -> System.out.printf("""

					Chats:     http://localhost:%1$d (sign in as alice, with alice-password)
					Explorer:  http://localhost:%1$d/docs (authorise with alice-session)
					Sandbox:   %2$s
					Try:       curl -H 'Authorization: Bearer alice-session' http://localhost:%1$d/chats

					""", environment.getProperty("local.server.port", Integer.class),
					environment.getProperty("vision.base-url"));
		}

	}

}
