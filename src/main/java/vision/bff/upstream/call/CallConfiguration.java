package vision.bff.upstream.call;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vision.bff.media.MediaLinks;
import vision.bff.time.RequestBudget;
import vision.bff.upstream.answer.Answers;
import vision.bff.upstream.answer.Oddity;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ UpstreamProperties.class, TimeoutProperties.class, BreakerProperties.class })
class CallConfiguration {

	@Bean
	RequestBudget requestBudget(TimeoutProperties timeouts) {
		return new RequestBudget(timeouts.request(), timeouts.upload());
	}

	@Bean
	Upstream upstream(JsonMapper jsonMapper, TimeoutProperties timeouts, Scheduler timer,
			BreakerProperties breakerProperties, CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads,
			Clock clock, Ticker ticker, MeterRegistry meters) {
		CircuitBreaker breaker = breakers.circuitBreaker("upstream");
		if (!breakerProperties.enabled()) {
			breaker.transitionToDisabledState();
		}
		Map<Oddity, Counter> oddities = new EnumMap<>(Oddity.class);
		for (Oddity oddity : Oddity.values()) {
			oddities.put(oddity, odd(meters, oddity.kind()));
		}
		Answers answers = new Answers(jsonMapper, (oddity) -> Objects.requireNonNull(oddities.get(oddity)).increment());
		return new Upstream(new Calls(answers, timeouts, timer, breaker, bulkheads.bulkhead("upstream"),
				bulkheads.bulkhead("uploads"), meters), new ApiSwitch(ticker, meters), clock);
	}

	@Bean
	@ConditionalOnBooleanProperty(MediaLinks.PROXY)
	FileClient fileClient(TimeoutProperties timeouts, Scheduler timer) {
		return new FileClient(timeouts, timer);
	}

	@Bean
	@ConditionalOnBooleanProperty(MediaLinks.PROXY)
	SiteFiles siteFiles(FileClient client, BulkheadRegistry bulkheads) {
		return new SiteFiles(client, bulkheads.bulkhead("media"));
	}

	@Bean
	SiteNameCheck siteNameCheck(UpstreamProperties properties) {
		return new SiteNameCheck(properties);
	}

	@Bean
	CircuitBreakerConfigCustomizer outages() {
		return CircuitBreakerConfigCustomizer.of("upstream", (breaker) -> breaker.recordResult(Boolean.TRUE::equals));
	}

	private static Counter odd(MeterRegistry meters, String kind) {
		return Counter.builder("vision.upstream.odd.answers")
			.description("Answers of the upstream that its page does not know")
			.tag("kind", kind)
			.register(meters);
	}

}
