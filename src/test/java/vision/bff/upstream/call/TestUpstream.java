package vision.bff.upstream.call;

import java.time.Clock;
import java.time.Duration;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.time.RequestBudget;
import vision.bff.upstream.answer.Answers;

/**
 * An upstream whose calls are bounded as by default, and may take a minute.
 */
public final class TestUpstream {

	/**
	 * For all calls of a request.
	 */
	public static final RequestBudget BUDGET = new RequestBudget(Duration.ofMinutes(1), Duration.ofMinutes(1));

	static final TimeoutProperties TIMEOUTS = new TimeoutProperties(Duration.ofMinutes(1), Duration.ofMinutes(1),
			Duration.ofMinutes(1), Duration.ofMinutes(1));

	private TestUpstream() {
	}

	public static Upstream upstream() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		Answers answers = new Answers(new JsonMapper(), (oddity) -> {
		});
		return new Upstream(
				new Calls(answers, TIMEOUTS, Schedulers.parallel(), CircuitBreaker.ofDefaults("x"),
						Bulkhead.ofDefaults("x"), Bulkhead.ofDefaults("x"), meters),
				new ApiSwitch(Ticker.systemTicker(), meters), Clock.systemUTC());
	}

}
