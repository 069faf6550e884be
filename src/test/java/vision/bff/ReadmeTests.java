package vision.bff;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calls of the README give what it shows, whatever the date.
 */
@SandboxTest
class ReadmeTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	@Test
	void theCallsOfTheReadmeGiveWhatItShows() throws IOException, InterruptedException {
		Transcript transcript = Transcript.of(Path.of("README.md"));
		assertThat(transcript.steps()).hasSize(3);
		transcript.replay(this.port, sandbox);
	}

}
