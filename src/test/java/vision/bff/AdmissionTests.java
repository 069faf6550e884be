package vision.bff;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * Nobody can ask more often than their share, at a time that stands still unless it is
 * moved.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "vision.rate-limit.per-second=2", "vision.rate-limit.burst=5" })
class AdmissionTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static final AtomicLong nanos = new AtomicLong();

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", sandbox::baseUrl);
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@BeforeEach
	void everybodyHasTheirWholeShare() {
		advance(Duration.ofHours(1));
	}

	@Test
	void aSessionHasItsBurstAndThenSoManyASecond() {
		double refusals = this.meters.get("vision.rate.limit.refusals").counter().count();
		for (int left = 4; left >= 0; left--) {
			HttpResponse<String> response = as("alice").get("/chats");
			body(response, 200);
			assertThat(response.headers().map()).containsEntry("ratelimit-policy", List.of("\"session\";q=5;w=3"))
				.containsEntry("ratelimit", List.of("\"session\";r=%d;t=%d".formatted(left, (5 - left + 1) / 2)));
		}
		HttpResponse<String> refused = as("alice").get("/chats");
		assertProblem(refused, 429, "too-many-requests");
		assertThat(refused.headers().map()).containsEntry("retry-after", List.of("1"))
			.containsEntry("ratelimit", List.of("\"session\";r=0;t=3"));
		assertThat(this.meters.get("vision.rate.limit.refusals").counter().count() - refusals).isOne();
		advance(Duration.ofSeconds(1));
		body(as("alice").get("/chats"), 200);
		body(as("alice").get("/chats"), 200);
		assertProblem(as("alice").get("/chats"), 429, "too-many-requests");
	}

	@Test
	void anotherSessionHasAShareOfItsOwn() {
		IntStream.range(0, 6).forEach((i) -> as("alice").get("/chats"));
		assertProblem(as("alice").get("/chats"), 429, "too-many-requests");
		advance(Duration.ofSeconds(1));
		body(as("bob").get("/chats"), 200);
	}

	@Test
	void whoHasNoSessionSharesWhatTheirAddressHas() {
		for (int i = 0; i < 5; i++) {
			assertProblem(FrontEnd.send(as("alice").anonymous("/chats")), 401, "unauthenticated");
		}
		HttpResponse<String> refused = FrontEnd.send(as("alice").anonymous("/chats"));
		assertProblem(refused, 429, "too-many-requests");
		assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"address\";q=5;w=3");
	}

	@Test
	void inventedSessionsShareWhatTheirAddressHas() {
		for (int i = 0; i < 5; i++) {
			assertProblem(as("invented-" + i).get("/chats"), 401, "invalid-session");
		}
		assertProblem(as("invented-5").get("/chats"), 429, "too-many-requests");
	}

	@Test
	void aSessionThatHadAGoodAnswerDoesNotDependOnItsAddress() {
		body(as("alice").get("/chats"), 200);
		IntStream.range(0, 6).forEach((i) -> as("invented-" + i).get("/chats"));
		assertProblem(as("carol").get("/chats"), 429, "too-many-requests");
		body(as("alice").get("/chats"), 200);
	}

	@Test
	void theExplorerIsNotCounted() {
		for (int i = 0; i < 10; i++) {
			assertThat(as("alice").get("/v3/api-docs").headers().firstValue("RateLimit")).isEmpty();
		}
		body(as("alice").get("/chats"), 200);
	}

	private static void advance(Duration time) {
		nanos.addAndGet(time.toNanos());
	}

	private FrontEnd as(String person) {
		return new FrontEnd(this.port, person + "-session");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class StandingTime {

		@Bean
		@Primary
		Ticker standingTicker() {
			return nanos::get;
		}

	}

}
