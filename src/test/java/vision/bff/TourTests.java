package vision.bff;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tour gives what it shows, whatever the date.
 */
@SandboxTest
class TourTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	@Test
	void theTourGivesWhatItShows() throws IOException, InterruptedException {
		Transcript transcript = Transcript.of(Path.of("docs/tour.md"));
		assertThat(transcript.steps()).hasSize(15);
		transcript.replay(this.port, sandbox);
	}

}
