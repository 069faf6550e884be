package vision.bff;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

class ShutdownTests {

	@Test
	void whatIsUnderWayIsFinishedAndNothingNewIsTaken() throws Exception {
		try (SandboxServer sandbox = SandboxServer.start(0);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
				ConfigurableApplicationContext context = start(sandbox)) {
			FrontEnd alice = new FrontEnd(port(context), "alice-session");
			body(alice.get("/chats"), 200);
			sandbox.fault(PlannedFault.of("get_messages", FaultKind.DELAY).withDelay(Duration.ofSeconds(4)));
			Future<HttpResponse<String>> slow = threads.submit(() -> alice.get("/chats/78/messages"));
			Awaitility.await().until(() -> requestsUnderWay(context) == 1);
			Future<?> stopping = threads.submit(context::close);
			ApplicationAvailability availability = context.getBean(ApplicationAvailability.class);
			Awaitility.await().until(() -> availability.getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
			Awaitility.await().until(() -> alice.get("/chats").statusCode() == 503);
			if (!slow.isDone()) {
				HttpResponse<String> refused = alice.get("/chats");
				assertProblem(refused, 503, "overloaded");
				assertThat(refused.headers().firstValue("Connection")).hasValue("close");
				assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
			}
			assertThat(body(slow.get(), 200).path("items")).hasSize(20);
			stopping.get();
			assertThatThrownBy(() -> alice.get("/chats")).hasCauseInstanceOf(ConnectException.class);
		}
	}

	@Test
	void whoHasNothingToDoStopsAtOnce() {
		try (SandboxServer sandbox = SandboxServer.start(0)) {
			ConfigurableApplicationContext context = start(sandbox);
			body(new FrontEnd(port(context), "alice-session").get("/chats"), 200);
			long start = System.nanoTime();
			context.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
		}
	}

	private static double requestsUnderWay(ConfigurableApplicationContext context) {
		return context.getBean(MeterRegistry.class)
			.find("http.server.requests.active")
			.longTaskTimers()
			.stream()
			.mapToInt(LongTaskTimer::activeTasks)
			.sum();
	}

	private static int port(ConfigurableApplicationContext context) {
		return Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer()).getPort();
	}

	private static ConfigurableApplicationContext start(SandboxServer sandbox) {
		return new SpringApplication(VisionBffApplication.class).run("--server.port=0", "--management.server.port=0",
				"--vision.base-url=" + sandbox.baseUrl());
	}

}
