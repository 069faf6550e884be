package vision.bff.limits;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletResponse;

import vision.bff.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Two a second, three at once.
 */
class RateLimitPolicyTests {

	private final AtomicLong nanos = new AtomicLong();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final RateLimit limit = new RateLimit("session", new RateLimitProperties(true, 2, 3, 100),
			new LocalTokenBuckets(100, new Ticks(this.nanos::get)), this.meters);

	@Test
	void anAnswerTellsWhatIsLeft() {
		assertThat(List.of(left("a"), left("a"), left("a"))).containsExactly("\"session\";r=2;t=1",
				"\"session\";r=1;t=1", "\"session\";r=0;t=2");
		assertThat(left("b")).isEqualTo("\"session\";r=2;t=1");
	}

	@Test
	void aRefusalTellsWhenThereIsMoreAndIsCounted() {
		left("a", "a", "a");
		assertThat(refused("a").retryAfter()).isEqualTo(Duration.ofMillis(500));
		assertThat(this.meters.get("vision.rate.limit.refusals").tag("policy", "session").counter().count()).isOne();
		this.nanos.addAndGet(Duration.ofMillis(500).toNanos());
		assertThat(left("a")).isEqualTo("\"session\";r=0;t=2");
	}

	@Test
	void aWiderGroupHasFourTimesAsMuch() {
		for (int i = 0; i < 12; i++) {
			this.limit.charge(List.of("house " + i, "street"), new MockHttpServletResponse());
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		ProblemException refusal = catchThrowableOfType(ProblemException.class,
				() -> this.limit.charge(List.of("house 12", "street"), response));
		assertThat(refusal.retryAfter()).isEqualTo(Duration.ofMillis(125));
		assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"session\";q=12;w=2");
	}

	private @Nullable String left(String... somebody) {
		String left = null;
		for (String each : somebody) {
			MockHttpServletResponse response = new MockHttpServletResponse();
			this.limit.charge(List.of(each), response);
			assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"session\";q=3;w=2");
			left = response.getHeader("RateLimit");
		}
		return left;
	}

	private ProblemException refused(String somebody) {
		return catchThrowableOfType(ProblemException.class,
				() -> this.limit.charge(List.of(somebody), new MockHttpServletResponse()));
	}

}
