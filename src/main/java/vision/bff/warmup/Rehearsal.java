package vision.bff.warmup;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A second instance of the application, which knows nothing of how this process is
 * configured.
 */
record Rehearsal(ConfigurableApplicationContext context) implements AutoCloseable {

	private static final String ANY_NUMBER = "1000000";

	private static final int KEY_BYTES = 32;

	/** Few, so that the compilers get most of the processors. */
	private static final int SESSIONS = 4;

	private static final Pattern SUCCESS = Pattern.compile("HTTP/1\\.1 (2\\d\\d|304) ");

	static Rehearsal start(Class<?> application, int sitePort) {
		SpringApplication rehearsal = new SpringApplication(application);
		rehearsal.setEnvironment(new OwnEnvironment(settings(sitePort)));
		rehearsal.addInitializers(OwnEnvironment::keepOwn);
		rehearsal.setListeners(rehearsal.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		rehearsal.setBannerMode(Banner.Mode.OFF);
		rehearsal.setLogStartupInfo(false);
		rehearsal.setRegisterShutdownHook(false);
		return new Rehearsal(rehearsal.run());
	}

	private static Map<String, Object> settings(int sitePort) {
		byte[] key = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(key);
		return Map.of("spring.config.location", "classpath:/application.yaml", "server.address", "127.0.0.1",
				"server.port", "0", "management.server.port", "-1", "vision.base-url", "http://127.0.0.1:" + sitePort,
				"vision.session.keys", Base64.getEncoder().encodeToString(key), "vision.rate-limit.per-second",
				ANY_NUMBER, "vision.rate-limit.burst", ANY_NUMBER);
	}

	/** Ends with the first call that is not answered as it should be. */
	void play(Pace pace) throws Exception {
		int port = this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Void>> sessions = IntStream.range(0, SESSIONS)
				.mapToObj((number) -> threads.submit(() -> play(Script.of("warm-up-" + number), port, pace)))
				.toList();
			for (Future<Void> session : sessions) {
				session.get();
			}
		}
	}

	private static Void play(Script script, int port, Pace pace) throws IOException {
		try (Wire wire = Wire.to(port)) {
			boolean goesOn = true;
			while (goesOn) {
				for (Script.Step step : script.steps()) {
					wire.write(step.request());
					String head = wire.read();
					if (head == null || !SUCCESS.matcher(head).lookingAt()) {
						throw new IOException(step.name() + " was answered with " + head);
					}
					goesOn = pace.goesOn();
					if (!goesOn) {
						break;
					}
				}
			}
		}
		return null;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
