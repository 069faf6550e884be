package vision.bff.limits;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletResponse;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * There is room for three.
 */
class FullRateLimitTests {

	private static final int BURST = 40;

	private final AtomicLong nanos = new AtomicLong();

	private final RateLimit limit = new RateLimit("address", new RateLimitProperties(true, 20, BURST, 3),
			new LocalTokenBuckets(3, new Ticks(this.nanos::get)), new SimpleMeterRegistry());

	@BeforeEach
	void oneHasNothingLeft() {
		for (int i = 0; i < BURST; i++) {
			assertThat(admits("empty")).isTrue();
		}
	}

	@Test
	void nobodyGetsTheirTokensBackBecauseStrangersCome() {
		for (int i = 0; i < 1_000; i++) {
			admits("stranger " + i);
		}
		assertThat(admits("empty")).isFalse();
	}

	@Test
	void aStrangerIsLetInWhenSomebodyElseHasRested() {
		assertThat(admits("one")).isTrue();
		assertThat(admits("two")).isTrue();
		assertThat(admits("three")).isFalse();
		assertThat(admits("one")).isTrue();
		this.nanos.addAndGet(Duration.ofMillis(200).toNanos());
		assertThat(admits("three")).isTrue();
	}

	private boolean admits(String somebody) {
		try {
			this.limit.charge(List.of(somebody), new MockHttpServletResponse());
			return true;
		}
		catch (ProblemException refusal) {
			assertThat(refusal.code()).isEqualTo(ProblemCode.TOO_MANY_REQUESTS);
			return false;
		}
	}

}
