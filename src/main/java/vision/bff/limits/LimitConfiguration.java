package vision.bff.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.session.SessionReader;
import vision.bff.session.SignInTries;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class LimitConfiguration {

	/** The paths of the API. */
	private static final String[] LIMITED_PATHS = { "/chats", "/chats/*", "/events", "/people", "/people/*",
			"/session" };

	/**
	 * After the filters that observe, so that refusals are measured, and that add what
	 * another origin needs to read a refusal.
	 */
	private static final int AFTER_SECURITY_AND_SHUTDOWN = 1;

	@Bean
	@Fallback
	TokenBuckets localTokenBuckets(RateLimitProperties properties, Ticker ticker) {
		return new LocalTokenBuckets(properties.maxBuckets(), new Ticks(ticker));
	}

	@Bean
	@Fallback
	ProvenSessions localProvenSessions(RateLimitProperties properties, Ticker ticker) {
		return new LocalProvenSessions(ticker, properties.maxBuckets());
	}

	@Bean
	SignInTries signInTries(RateLimitProperties properties, TokenBuckets buckets, MeterRegistry meters) {
		return properties.enabled() ? new SignInLimit(buckets, meters) : new UnlimitedTries();
	}

	@Bean
	FilterRegistrationBean<RateLimitFilter> limitedRequests(SessionReader reader, RateLimitProperties properties,
			TokenBuckets buckets, ProvenSessions proven, MeterRegistry meters,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(
				new RateLimitFilter(reader, new RateLimit("session", properties, buckets, meters),
						new RateLimit("address", properties, buckets, meters), proven, problems));
		registration.setEnabled(properties.enabled());
		registration.addUrlPatterns(LIMITED_PATHS);
		registration.setOrder(AFTER_SECURITY_AND_SHUTDOWN);
		return registration;
	}

}
