package vision.bff;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.sandbox.SandboxServer;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The process serves itself before it is ready, and nobody sees anything of it.
 */
@ExtendWith(OutputCaptureExtension.class)
class WarmUpTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private final List<String> states = new ArrayList<>();

	@AfterAll
	static void stop() {
		sandbox.close();
	}

	@Test
	void itIsOverBeforeTheProcessIsReadyAndLeavesNothingButOneLine(CapturedOutput output) {
		Set<String> ofOthers = Metrics.globalRegistry.getMeters()
			.stream()
			.map((each) -> each.getId().getName())
			.collect(Collectors.toSet());
		try (ConfigurableApplicationContext context = startWarm(output)) {
			assertThat(this.states).containsExactly("live before", "ready after");
			assertThat(lines(output, "Tomcat started on port")).hasSize(2);
			String listening = lines(output, "Tomcat started on port").getLast();
			assertThat(output.getOut().lines().dropWhile((line) -> !line.equals(listening)).skip(1)).singleElement()
				.asString()
				.containsPattern("INFO .*Warmed up with \\d+ calls in \\d+\\.\\d s");
			assertThat(sandbox.wireMock().findAll(anyRequestedFor(anyUrl()))).isEmpty();
			assertThat(meters(context)).filteredOn((name) -> !ofOthers.contains(name))
				.noneMatch((name) -> name.startsWith("http.") || name.startsWith("reactor."));
			assertThat(context.getBean(MeterRegistry.class).find("vision.cache.chats.requests").meters()).isNotEmpty()
				.allSatisfy((each) -> assertThat(each.measure()).allMatch((measured) -> measured.getValue() == 0));

			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			HttpHeaders first = new FrontEnd(port, "alice-session").get("/chats").headers();
			assertThat(first.firstValue("Cache-Status")).hasValue("vision-bff; fwd=miss");
			assertThat(first.firstValue("RateLimit")).hasValue("\"session\";r=39;t=1");
			assertThat(sandbox.wireMock().findAll(anyRequestedFor(anyUrl()))).hasSize(1);
			await().untilAsserted(() -> assertThat(lines(output, "RequestLogValve")).singleElement()
				.asString()
				.containsPattern(
						"GET /chats 200 in \\d+ ms, 1 upstream calls, cache fwd=miss, traceId \\p{XDigit}{32}"));
			assertThat(meters(context)).contains("http.server.requests", "http.client.requests");
		}
	}

	private ConfigurableApplicationContext startWarm(CapturedOutput output) {
		SpringApplication application = new SpringApplication(VisionBffApplication.class);
		application.addListeners((ApplicationListener<AvailabilityChangeEvent<?>>) (event) -> {
			String when = lines(output, "Warmed up").isEmpty() ? " before" : " after";
			if (event.getState() == LivenessState.CORRECT) {
				this.states.add("live" + when);
			}
			else if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
				this.states.add("ready" + when);
			}
		});
		return application.run("--server.port=0", "--management.server.port=0", "--vision.warm-up=1s",
				"--vision.base-url=" + sandbox.baseUrl(),
				"--vision.session.keys=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
				"--logging.level.vision.bff.observability.RequestLogValve=info");
	}

	private static List<String> lines(CapturedOutput output, String word) {
		return output.getOut().lines().filter((line) -> line.contains(word)).toList();
	}

	private static List<String> meters(ConfigurableApplicationContext context) {
		return context.getBean(MeterRegistry.class).getMeters().stream().map((each) -> each.getId().getName()).toList();
	}

}
