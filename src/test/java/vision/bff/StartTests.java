package vision.bff;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.webjars.WebJarVersionLocator;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	private static final String[] ANY_PORTS = { "--server.port=0", "--management.server.port=0" };

	/** Without a key of its own, it warns. */
	private static final String KEY = "--vision.session.keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--vision.base-url=1.vision                | The property 'vision.base-url' cannot be '1.vision'.              | Set it to the address of the site, such as https://1.vision
					--vision.base-url=ftp://1.vision          | The property 'vision.base-url' cannot be 'ftp://1.vision'.        | Set it to the address of the site, such as https://1.vision
					--vision.base-url=https://1.vision/?a=b   | The property 'vision.base-url' cannot be 'https://1.vision/?a=b'. | Set it to the address of the site, such as https://1.vision
					--vision.base-url=                        | The property 'vision.base-url' cannot be ''.                      | Set it to the address of the site, such as https://1.vision
					--vision.time-zone=Mars/Olympus           | The property 'vision.time-zone' cannot be 'Mars/Olympus'.         | Set it to a time zone of the IANA database, such as UTC or Europe/Berlin
					--vision.timeouts.response=0s             | The property 'vision.timeouts.response' cannot be 'PT0S'.         | Set it to a time of at most an hour, such as 5s or 500ms
					--vision.cors.allowed-origins=*           | The property 'vision.cors.allowed-origins' cannot be '*'.         | List exact origins as a browser sends them
					--vision.cors.allowed-origins=https://a/  | The property 'vision.cors.allowed-origins' cannot be 'https://a/'.| List exact origins as a browser sends them
					--vision.cors.allowed-headers=*           | The property 'vision.cors.allowed-headers' cannot be '*'.         | List names of headers, such as X-Client-Version
					--vision.session.keys=c2hvcnQ=            | The property 'vision.session.keys[0]' cannot be '(not shown, as it is a secret)'. | made by 'openssl rand -base64 32'
					--vision.session.expires-after=0s         | The property 'vision.session.expires-after' cannot be 'PT0S'.     | Set it to a time from 1s to 400d, such as 30d
					--vision.connections.head-timeout=0s      | The property 'vision.connections.head-timeout' cannot be 'PT0S'.  | Set it to a time of at most an hour, such as 10s
					--vision.connections.max-per-address=-1   | The property 'vision.connections.max-per-address' cannot be '-1'. | Set it to a number of connections, or to 0 for any number
					--vision.shared.url=http://a:canary@b        | The property 'vision.shared.url' cannot be '(not shown, as it can hold a password)'. | Set it to an address that begins with redis:// or rediss://
					--vision.timeouts.upload=2h               | The property 'vision.timeouts.upload' cannot be 'PT2H'.           | Set it to a time of at most an hour, such as 5s or 500ms
					""")
	void aBadPropertyStopsTheStartWithItsNameAndTheMend(String argument, String description, String mend,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(argument).close());
		assertThat(output).contains("Cannot start. " + description, mend).doesNotContain("c2hvcnQ=", "canary");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--vision.timeouts.response=5 seconds  | vision.timeouts.response  | 5 seconds | Set it to a time such as 500ms, 5s, 8m or 1h.
					--vision.live.max-streams=many        | vision.live.max-streams   | many      | Set it to a whole number.
					--vision.texts.exact=perhaps         | vision.texts.exact       | perhaps   | Set it to true or false.
					--vision.uploads.lowest-rate=fast     | vision.uploads.lowest-rate | fast     | Set it to a size such as 512KB or 64MB.
					--vision.rate-limit.burst=0           | vision.rate-limit.burst   | 0         | Set it to a number from 1 to 1000000
					--vision.rate-limit.per-second=1000001 | vision.rate-limit.per-second | 1000001 | Set it to a number from 1 to 1000000
					--vision.rate-limit.max-buckets=0     | vision.rate-limit.max-buckets | 0     | Set it to a number from 1 to 2147483647
					--vision.cache.chats.fresh-for=-1s    | vision.cache.chats.fresh-for | PT-1S  | Set it to a time such as 5s, or to 0s for never
					--vision.cache.chats.max-size=1B      | vision.cache.chats.max-size | 1B      | Set it to at least a byte for each of max-sessions, such as 64MB
					""")
	void aValueThatIsNoneIsToldInOneLineAndNothingBefore(String argument, String property, String value, String mend,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(argument, KEY).close());
		String message = "Cannot start. The property '%s' cannot be '%s'. %s".formatted(property, value, mend);
		assertThat(output.getOut().lines().filter((line) -> line.contains("WARN") || line.contains("ERROR")))
			.singleElement(InstanceOfAssertFactories.STRING)
			.endsWith(message);
		assertThat(output).doesNotContain("***", "\tat ", "Spring Boot ::");
	}

	@ParameterizedTest
	@ValueSource(strings = { "server.port", "management.server.port" })
	void aPortInUseIsToldWithItsProperty(String property, CapturedOutput output) throws IOException {
		try (ServerSocket taken = new ServerSocket(0)) {
			String argument = "--%s=%d".formatted(property, taken.getLocalPort());
			String other = property.equals("server.port") ? ANY_PORTS[1] : ANY_PORTS[0];
			assertThatException()
				.isThrownBy(() -> SpringApplication.run(VisionBffApplication.class, argument, other, KEY).close());
			assertThat(output)
				.contains("Cannot start. The property '%s' cannot be '%d'. ".formatted(property, taken.getLocalPort())
						+ "Something else listens on this port: end it, or set the property to another port.");
		}
		assertThat(output).doesNotContain("***");
	}

	@Test
	void aNameWithoutAnAddressIsWarnedOf(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--vision.base-url=https://site.invalid")) {
			assertThat(context.isActive()).isTrue();
			await().untilAsserted(() -> assertThat(output).contains("No address is known for site.invalid, "
					+ "so every request is a 502 upstream-unreachable. Look at vision.base-url."));
		}
	}

	@Test
	void itStartsWithoutAnyConfigurationAndWarnsOfItsRandomKey(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output)
			.containsPattern("WARN .*vision.session.keys is not set, so cookie sessions are sealed with a "
					+ "random key: they end when this process does, and another replica cannot read them");
	}

	@Test
	void withoutAnyConfigurationNoPageOfAnotherOriginMayRead() {
		try (ConfigurableApplicationContext context = start()) {
			int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
			HttpRequest.Builder request = new FrontEnd(port, "x").anonymous("/chats")
				.header("Origin", "https://a.example");
			HttpResponse<String> answer = FrontEnd.send(request);
			assertThat(answer.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
			HttpResponse<String> preflight = FrontEnd.send(
					request.header("Access-Control-Request-Method", "GET").method("OPTIONS", BodyPublishers.noBody()));
			assertThat(preflight.headers().map().keySet()).noneMatch((name) -> name.startsWith("access-control"));
		}
	}

	@Test
	void theDocumentTheExplorerAndTheChatPageCanBeLeftOut() {
		try (ConfigurableApplicationContext context = start("--vision.docs.enabled=false",
				"--vision.page.enabled=false")) {
			int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
			FrontEnd frontEnd = new FrontEnd(port, "x");
			assertThat(frontEnd.get("/v3/api-docs").statusCode()).isEqualTo(404);
			assertThat(frontEnd.get("/docs").statusCode()).isEqualTo(404);
			assertThat(frontEnd.get("/").headers().firstValue("Location")).hasValue("docs");
			assertThat(frontEnd.get("/page/page.js").statusCode()).isEqualTo(404);
			assertThat(frontEnd.get("/v3/api-docs.yaml").statusCode()).isEqualTo(404);
			assertThat(frontEnd.get("/swagger-ui/index.html").statusCode()).isEqualTo(404);
			assertThat(frontEnd.get("/webjars/swagger-ui/index.html").statusCode()).isEqualTo(404);
			assertThat(frontEnd
				.get("/webjars/swagger-ui/" + new WebJarVersionLocator().version("swagger-ui") + "/index.html")
				.statusCode()).isEqualTo(404);
			assertThat(frontEnd.get("/problems").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void tracesAreExportedOnceTheStandardVariablesSayWhere() throws IOException {
		WireMockServer collector = new WireMockServer(
				WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
		collector.start();
		ProcessBuilder java = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-cp",
				System.getProperty("java.class.path"), VisionBffApplication.class.getName(), ANY_PORTS[0], ANY_PORTS[1])
			.redirectErrorStream(true);
		java.environment()
			.putAll(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.baseUrl(), "OTEL_TRACES_SAMPLER", "always_on",
					"OTEL_SERVICE_NAME", "chosen-name", "OTEL_BSP_SCHEDULE_DELAY", "50", "VISION_BASE_URL",
					"http://127.0.0.1:1"));
		Process process = java.start();
		try {
			FrontEnd.send(new FrontEnd(port(process), "x").request("/chats/0")
				.header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
				.header("tracestate", "vendor=secret"));
			await().untilAsserted(() -> assertThat(collector.findAll(postRequestedFor(urlEqualTo("/v1/traces"))))
				.anySatisfy((request) -> assertThat(request.getBodyAsString()).contains("chosen-name",
						"GET /chats/{userId}")));
			assertThat(collector.findAll(postRequestedFor(urlEqualTo("/v1/traces"))))
				.noneSatisfy((request) -> assertThat(request.getBodyAsString()).contains("vendor=secret"));
		}
		finally {
			process.destroyForcibly();
			collector.stop();
		}
	}

	/**
	 * The port that the log tells of.
	 */
	private static int port(Process process) throws IOException {
		Pattern started = Pattern.compile("Tomcat started on port (\\d+)");
		BufferedReader log = process.inputReader();
		for (String line = log.readLine(); line != null; line = log.readLine()) {
			Matcher matcher = started.matcher(line);
			if (matcher.find()) {
				return Integer.parseInt(matcher.group(1));
			}
		}
		throw new AssertionError("It did not start");
	}

	@Test
	void nothingIsExportedUntilThen() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBeanNamesForType(SpanExporter.class)).isEmpty();
			assertThat(context.getBeanNamesForType(MeterRegistry.class)).containsExactly("prometheusMeterRegistry");
		}
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(VisionBffApplication.class);
		return application
			.run(Stream.concat(Arrays.stream(ANY_PORTS), Arrays.stream(arguments)).toArray(String[]::new));
	}

}
