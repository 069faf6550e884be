package vision.bff;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tour gives what it shows, whatever the date.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class TourTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", sandbox::baseUrl);
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@Test
	void theTourGivesWhatItShows() throws IOException, InterruptedException {
		Transcript transcript = Transcript.of(Path.of("docs/tour.md"));
		assertThat(transcript.steps()).hasSize(19);
		transcript.replay(this.port, sandbox);
	}

}
