package vision.bff;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SettableClock;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.send;

/**
 * Time passes only where a test says so, and each test comes from an address of its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "server.forward-headers-strategy=native")
@ExtendWith(OutputCaptureExtension.class)
class RateLimitTests {

	private static final int BURST = 40;

	private static final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static final AtomicInteger addresses = new AtomicInteger();

	private final String address = "203.0.113." + addresses.incrementAndGet();

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
	void longAfterTheLastTest() {
		clock.advance(Duration.ofHours(2));
	}

	@Test
	void everyAnswerTellsThePolicyAndWhatIsLeft() {
		HttpResponse<String> first = as("alice-session", this.address);
		assertThat(first.statusCode()).isEqualTo(200);
		assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"session\";q=40;w=2");
		assertThat(first.headers().firstValue("RateLimit")).hasValue("\"session\";r=39;t=1");
		for (int i = 0; i < 20; i++) {
			as("alice-session", this.address);
		}
		assertThat(as("alice-session", this.address).headers().firstValue("RateLimit"))
			.hasValue("\"session\";r=18;t=2");
	}

	@Test
	void aSessionHasItsBurstAndThenTwentyASecond() {
		assertAdmitted(BURST, () -> as("alice-session", this.address));
		HttpResponse<String> refused = as("alice-session", this.address);
		assertProblem(refused, 429, "too-many-requests");
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"session\";r=0;t=2");
		clock.advance(Duration.ofSeconds(1));
		assertAdmitted(20, () -> as("alice-session", this.address));
		assertProblem(as("alice-session", this.address), 429, "too-many-requests");
	}

	@Test
	void anotherSessionAtTheSameAddressIsNotHeldBack() {
		prove("bob-session");
		assertAdmitted(BURST, () -> as("alice-session", "198.51.100.1"));
		assertProblem(as("alice-session", this.address), 429, "too-many-requests");
		assertThat(as("bob-session", this.address).statusCode()).isEqualTo(200);
	}

	@Test
	void aProvenSessionIsLetInWhateverElseComesFromItsAddress() {
		prove("alice-session");
		assertAdmitted(BURST - 1, () -> send(anonymous(this.address)));
		assertProblem(send(anonymous(this.address)), 429, "too-many-requests");
		assertThat(as("alice-session", this.address).statusCode()).isEqualTo(200);
	}

	@Test
	void madeUpCredentialsDoNotGetRoundTheLimit() {
		AtomicInteger number = new AtomicInteger();
		assertAdmitted(BURST, () -> as("made-up-" + number.incrementAndGet(), this.address));
		HttpResponse<String> refused = as("made-up-" + number.incrementAndGet(), this.address);
		assertProblem(refused, 429, "too-many-requests");
		assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"address\";q=40;w=2");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /session", "DELETE, /session", "OPTIONS, /chats", "GET, /people/78", "GET, /people?q=bob" })
	void whatTheSiteIsNotAskedForOrTellsAnybodyProvesNothing(String method, String path) {
		AtomicInteger number = new AtomicInteger();
		Supplier<HttpResponse<String>> call = () -> send(
				new FrontEnd(this.port, "made-up-" + number.getAndIncrement() % 10).request(path)
					.method(method, BodyPublishers.noBody())
					.header("X-Forwarded-For", this.address));
		assertAdmitted(BURST, call);
		for (int i = 0; i < 10; i++) {
			assertProblem(call.get(), 429, "too-many-requests");
		}
	}

	@Test
	void aListFromTheCacheProvesTheSessionItWasReadFor() {
		FrontEnd erin = new FrontEnd(this.port, "erin-session");
		assertProblem(send(erin.request("/chats/999").header("X-Forwarded-For", this.address)), 404, "chat-not-found");
		long calls = sandbox.wireMock().getAllServeEvents().size();
		prove("erin-session");
		assertThat(sandbox.wireMock().getAllServeEvents()).hasSize(Math.toIntExact(calls));
		assertAdmitted(BURST - 2, () -> send(anonymous(this.address)));
		assertProblem(send(anonymous(this.address)), 429, "too-many-requests");
		assertThat(as("erin-session", this.address).statusCode()).isEqualTo(200);
	}

	@Test
	void aSessionThatIsNoLongerValidIsNoLongerProven() {
		prove("carol-session");
		clock.advance(Duration.ofSeconds(10));
		sandbox.wireMock().stubFor(any(anyUrl()).willReturn(okJson("{\"code\": 401, \"data\": []}")));
		try {
			assertProblem(as("carol-session", this.address), 401, "invalid-session");
			assertAdmitted(BURST, () -> send(anonymous(this.address)));
			assertProblem(as("carol-session", this.address), 429, "too-many-requests");
		}
		finally {
			sandbox.reset();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Basic YTpi", "Bearer", "Bearer a b" })
	void withoutAWellFormedCredentialTheAddressPays(String credential) {
		HttpRequest.Builder request = anonymous(this.address);
		if (!credential.isEmpty()) {
			request.header("Authorization", credential);
		}
		assertAdmitted(BURST, () -> send(request));
		HttpResponse<String> refused = send(request);
		assertProblem(refused, 429, "too-many-requests");
		assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"address\";r=0;t=2");
		assertThat(send(anonymous("198.51.100.2")).statusCode()).isEqualTo(401);
	}

	@Test
	void anIpv6NetworkIsOneAddress() {
		AtomicInteger host = new AtomicInteger();
		assertAdmitted(BURST, () -> send(anonymous("2001:db8:1:2::" + host.incrementAndGet())));
		assertProblem(send(anonymous("2001:db8:1:2:ffff::1")), 429, "too-many-requests");
		assertThat(send(anonymous("2001:db8:1:3::1")).statusCode()).isEqualTo(401);
	}

	@Test
	void manyNetworksOfOneSiteHaveFourTimesTheLimitTogether() {
		AtomicInteger network = new AtomicInteger();
		assertAdmitted(4 * BURST, () -> send(anonymous("2001:db8:2:1%02x::1".formatted(network.getAndIncrement()))));
		HttpResponse<String> refused = send(anonymous("2001:db8:2:1ff::1"));
		assertProblem(refused, 429, "too-many-requests");
		assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"address\";q=160;w=2");
		assertThat(refused.headers().firstValue("RateLimit")).hasValue("\"address\";r=0;t=2");
		HttpResponse<String> neighbour = send(anonymous("2001:db8:2:200::1"));
		assertThat(neighbour.statusCode()).isEqualTo(401);
		assertThat(neighbour.headers().firstValue("RateLimit")).hasValue("\"address\";r=39;t=1");
	}

	@Test
	void theNetworksOfThe48BitsThatAProviderGivesOutHaveSixteenTimesTheLimitTogether() {
		AtomicInteger network = new AtomicInteger();
		assertAdmitted(16 * BURST, () -> send(anonymous("2001:db8:3:%x::1".formatted(network.getAndAdd(64)))));
		HttpResponse<String> refused = send(anonymous("2001:db8:3:ffff::1"));
		assertProblem(refused, 429, "too-many-requests");
		assertThat(refused.headers().firstValue("RateLimit-Policy")).hasValue("\"address\";q=640;w=2");
		assertThat(send(anonymous("2001:db8:4::1")).statusCode()).isEqualTo(401);
	}

	@Test
	void whoIsRefusedTakesNothingFromTheNeighbours() {
		assertAdmitted(BURST, () -> send(anonymous("2001:db8:5:1::1")));
		for (int i = 0; i < 4 * BURST; i++) {
			assertProblem(send(anonymous("2001:db8:5:1::1")), 429, "too-many-requests");
		}
		assertThat(send(anonymous("2001:db8:5:2::1")).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "198.51.100.7:5123, 198.51.100.7", "'198.51.100.8:5123, 10.0.0.4:6212', 198.51.100.8",
			"[2001:db8:6::1]:5123, 2001:db8:6::1", "[2001:db8:7::1], 2001:db8:7::1" })
	void thePortBehindAnAddressDoesNotMatter(String withPort, String address) {
		assertAdmitted(BURST, () -> send(anonymous(withPort)));
		assertProblem(send(anonymous(address)), 429, "too-many-requests");
		assertThat(send(anonymous("198.51.100.9:5123")).statusCode()).isEqualTo(401);
	}

	@Test
	void anAddressThatCannotBeReadCountsAsThatOfTheProxyAndIsLoggedOnce(CapturedOutput output) {
		for (String address : List.of("unknown", "198.51.100.10.example", "198.51.100.10, _hidden", "[::1")) {
			assertAdmitted(BURST / 4, () -> send(anonymous(address)));
		}
		assertProblem(send(anonymous("unknown:80")), 429, "too-many-requests");
		assertProblem(send(anonymous("127.0.0.1")), 429, "too-many-requests");
		assertThat(send(anonymous("198.51.100.10")).statusCode()).isEqualTo(401);
		assertThat(output.getAll().split("X-Forwarded-For names an address that cannot be read", -1)).hasSize(2);
	}

	@Test
	void ofAThousandAtOnceOnlyTheBurstIsLetIn() throws Exception {
		prove("dave-session");
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Integer>> statuses = IntStream.range(0, 1_000)
				.mapToObj((i) -> threads.submit(() -> as("dave-session", this.address).statusCode()))
				.toList();
			int admitted = 0;
			for (Future<Integer> status : statuses) {
				admitted += (status.get() == 200) ? 1 : 0;
			}
			assertThat(admitted).isEqualTo(BURST - 1);
		}
	}

	@Test
	void aPasswordIsTriedFiveTimesFromWhereverAndThenAfterAWait() throws Exception {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<HttpResponse<String>>> tries = IntStream.range(0, 30)
				.mapToObj((i) -> threads.submit(() -> signIn("alice", "198.51.100." + i)))
				.toList();
			for (Future<HttpResponse<String>> each : tries) {
				HttpResponse<String> answer = each.get();
				if (answer.statusCode() != 401) {
					assertProblem(answer, 429, "too-many-requests");
					assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
				}
			}
		}
		assertThat(signIns()).isEqualTo(5);
		clock.advance(Duration.ofSeconds(59));
		assertProblem(signIn("alice", this.address), 429, "too-many-requests");
		assertThat(signIns()).isEqualTo(5);
		clock.advance(Duration.ofSeconds(1));
		assertProblem(signIn("alice", this.address), 401, "wrong-credentials");
		assertThat(signIns()).isEqualTo(6);
	}

	private HttpResponse<String> signIn(String login, String address) {
		return send(new FrontEnd(this.port, "unused").anonymous("/session")
			.header("Content-Type", "application/json")
			.header("Vision-CSRF", "1")
			.header("X-Forwarded-For", address)
			.POST(BodyPublishers.ofString("{\"login\":\"%s\",\"password\":\"guessed\"}".formatted(login))));
	}

	private static int signIns() {
		return sandbox.wireMock().findAll(anyRequestedFor(urlPathEqualTo("/native_api/auth/login"))).size();
	}

	@Test
	void whatIsNoCallOfTheApiIsNotLimited() {
		for (String path : List.of("/v3/api-docs", "/nowhere", "/chatsy")) {
			assertThat(send(new FrontEnd(this.port, "alice-session").request(path)).headers().map()).as(path)
				.doesNotContainKeys("ratelimit", "ratelimit-policy");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/chats", "/chats/", "/chats/78", "/%63hats", "/chats/78/nowhere", "/chats/0/messages" })
	void everyCallOfTheApiIsLimitedHoweverItIsWritten(String path) {
		assertThat(send(new FrontEnd(this.port, "alice-session").request(path)).headers().firstValue("RateLimit"))
			.hasValue("\"session\";r=39;t=1");
	}

	@Test
	void refusalsAreMeasured() {
		double refusals = refusals("address");
		long requests = requestsAnswered(429);
		assertAdmitted(BURST, () -> send(anonymous(this.address)));
		send(anonymous(this.address));
		assertThat(refusals("address") - refusals).isOne();
		Awaitility.await().untilAsserted(() -> assertThat(requestsAnswered(429) - requests).isOne());
	}

	private double refusals(String policy) {
		return this.meters.counter("vision.rate.limit.refusals", "policy", policy).count();
	}

	private long requestsAnswered(int status) {
		return this.meters.find("http.server.requests")
			.tag("status", Integer.toString(status))
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private static void assertAdmitted(int times, Supplier<HttpResponse<String>> call) {
		for (int i = 0; i < times; i++) {
			assertThat(call.get().statusCode()).as("call %d", i).isNotEqualTo(429);
		}
	}

	/**
	 * The answer arrives a little before it is remembered as a success, and measured.
	 */
	private void prove(String session) {
		long successes = requestsAnswered(200);
		assertThat(as(session, this.address).statusCode()).isEqualTo(200);
		Awaitility.await().until(() -> requestsAnswered(200) > successes);
	}

	private HttpResponse<String> as(String session, String address) {
		return send(new FrontEnd(this.port, session).request("/chats").header("X-Forwarded-For", address));
	}

	private HttpRequest.Builder anonymous(String address) {
		return new FrontEnd(this.port, "unused").anonymous("/chats").header("X-Forwarded-For", address);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class StandingTime {

		@Bean
		@Primary
		Ticker standingTicker() {
			return () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
		}

	}

}
