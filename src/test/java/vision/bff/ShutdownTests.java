package vision.bff;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static vision.bff.FrontEnd.assertJson;
import static vision.bff.FrontEnd.assertProblem;

/**
 * The application is told to end, perhaps while the site takes its time.
 */
class ShutdownTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final CountDownLatch asked = new CountDownLatch(1);

	private final CountDownLatch mayAnswer = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final HttpServer site = site();

	@AfterEach
	void close() {
		this.mayAnswer.countDown();
		this.site.stop(0);
		this.threads.close();
	}

	@Test
	void whatIsInFlightFinishesAndWhoComesMeanwhileIsSentAway() throws Exception {
		try (ConfigurableApplicationContext application = start("30s")) {
			FrontEnd frontEnd = new FrontEnd(port(application, "local.server.port"), "s3ss10n");
			FrontEnd probe = new FrontEnd(port(application, "local.management.port"), "unused");
			assertThat(probe.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
			Future<HttpResponse<String>> inFlight = this.threads.submit(() -> frontEnd.get("/chats"));
			assertThat(this.asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
			Future<?> closing = this.threads.submit(application::close);

			await().atMost(LONG).until(() -> frontEnd.get("/nowhere").statusCode() == 503);
			HttpResponse<String> refused = frontEnd.get("/chats");
			assertProblem(refused, 503, "overloaded");
			assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
			assertThat(refused.headers().firstValue("Connection")).hasValue("close");
			HttpResponse<String> unsent = frontEnd.text(78, "Hi");
			assertProblem(unsent, 503, "overloaded");
			assertThat(FrontEnd.JSON.readTree(unsent.body()).path("outcome").asString()).isEqualTo("not-sent");
			assertThat(probe.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
			assertThat(inFlight.isDone()).isFalse();
			assertThat(closing.isDone()).isFalse();

			this.mayAnswer.countDown();
			assertJson(inFlight.get(), 200, "{\"items\": [], \"unreadCount\": 0}");
			closing.get(LONG.toSeconds(), TimeUnit.SECONDS);
			assertThat(application.isActive()).isFalse();
		}
	}

	@Test
	void whoIsIdleEndsAtOnce() {
		ConfigurableApplicationContext application = start("10m");
		new FrontEnd(port(application, "local.server.port"), "unused").get("/nowhere");
		Instant start = Instant.now();
		application.close();
		assertThat(Duration.between(start, Instant.now())).isLessThan(LONG);
	}

	@Test
	void whatNeverFinishesIsGivenUp() throws Exception {
		ConfigurableApplicationContext application = start("1s");
		FrontEnd frontEnd = new FrontEnd(port(application, "local.server.port"), "s3ss10n");
		Future<HttpResponse<String>> inFlight = this.threads.submit(() -> frontEnd.get("/chats"));
		assertThat(this.asked.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
		this.threads.submit(application::close).get(LONG.toSeconds(), TimeUnit.SECONDS);
		assertThat(this.mayAnswer.getCount()).isOne();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> inFlight.get(LONG.toSeconds(), TimeUnit.SECONDS));
	}

	private ConfigurableApplicationContext start(String patience) {
		return SpringApplication.run(VisionBffApplication.class, "--server.port=0", "--management.server.port=0",
				"--vision.base-url=http://127.0.0.1:" + this.site.getAddress().getPort(),
				"--vision.timeouts.response=2m", "--vision.timeouts.request=2m",
				"--spring.lifecycle.timeout-per-shutdown-phase=" + patience);
	}

	private static int port(ConfigurableApplicationContext application, String name) {
		return Objects.requireNonNull(application.getEnvironment().getProperty(name, Integer.class));
	}

	private HttpServer site() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
			server.setExecutor(this.threads);
			server.createContext("/", this::answerLater);
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private void answerLater(HttpExchange exchange) throws IOException {
		this.asked.countDown();
		try {
			this.mayAnswer.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		byte[] body = "{\"code\": 204, \"data\": []}".getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
