package vision.bff.warmup;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import vision.bff.VisionBffApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ExtendWith(OutputCaptureExtension.class)
class RehearsalTests {

	@Test
	void thatItFailsIsAWarningAndNothingElse(CapturedOutput output) {
		assertThatNoException().isThrownBy(() -> new WarmUp(Unstartable.class, Duration.ofSeconds(1)).run());
		assertThat(output).containsPattern("WARN .*The warm-up failed, so the first requests take longer")
			.doesNotContain("Cannot start");
	}

	@Test
	void everyCallOfTheScriptIsAnsweredAsItShouldBe() throws Exception {
		AtomicLong calls = new AtomicLong();
		int enough = 5 * Script.of("warm-up").steps().size();
		try (RecordedSite site = RecordedSite.open();
				Rehearsal rehearsal = Rehearsal.start(VisionBffApplication.class, site.port())) {
			rehearsal.play(new Pace(calls::getAndIncrement, Duration.ofNanos(enough)));
		}
		assertThat(calls).hasValueGreaterThan(enough);
	}

	/** An application without a web server. */
	private static final class Unstartable {

	}

}
