package vision.bff;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;

/**
 * No connection comes about, for each operation.
 */
class UnreachableTests {

	private static final WireMockServer site = new WireMockServer(
			WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());

	@BeforeAll
	static void start() {
		site.start();
	}

	@AfterAll
	static void stop() {
		site.stop();
	}

	@Test
	void nobodyListens() throws IOException {
		int port;
		try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		nothingIsReachedOrSent("http://127.0.0.1:" + port);
	}

	@Test
	void theNameHasNoAddress() {
		nothingIsReachedOrSent("http://no-such-site.invalid");
	}

	@Test
	void theCertificateIsNotTrusted() {
		nothingIsReachedOrSent("https://127.0.0.1:" + site.httpsPort());
	}

	@Test
	void theSiteSpeaksNoTls() {
		nothingIsReachedOrSent("https://127.0.0.1:" + site.port());
	}

	private static void nothingIsReachedOrSent(String baseUrl) {
		try (ServletWebServerApplicationContext context = (ServletWebServerApplicationContext) new SpringApplication(
				VisionBffApplication.class)
			.run("--server.port=0", "--management.server.port=0", "--vision.base-url=" + baseUrl,
					"--vision.breaker.enabled=false")) {
			FrontEnd alice = new FrontEnd(Objects.requireNonNull(context.getWebServer()).getPort(), "alice-session");
			FaultMatrixTests.OPERATIONS.forEach((name, operation) -> {
				var response = operation.apply(alice);
				assertProblem(response, 502, "upstream-unreachable");
				JsonNode problem = FrontEnd.JSON.readTree(response.body());
				assertThat(problem.path("outcome").asString("")).as(name).isEqualTo(outcome(name));
			});
		}
		assertThat(site.getAllServeEvents()).isEmpty();
	}

	/** Marking is asked for a second time, and the first may have come through. */
	private static String outcome(String operation) {
		if (operation.equals("mark as seen")) {
			return "unknown";
		}
		return FaultMatrixTests.WRITES.contains(operation) ? "not-sent" : "";
	}

}
