package vision.bff.limits;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.session.SessionReader;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class LimitConfiguration {

	/**
	 * The paths of the API.
	 */
	private static final String[] LIMITED_PATHS = { "/chats", "/chats/*", "/session" };

	/**
	 * After the filters that observe, so that refusals are measured, and that add what
	 * another origin needs to read a refusal.
	 */
	private static final int AFTER_SECURITY_AND_SHUTDOWN = 1;

	@Bean
	FilterRegistrationBean<RateLimitFilter> limitedRequests(SessionReader reader, RateLimitProperties properties,
			Ticker ticker, MeterRegistry meters,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(
				new RateLimitFilter(reader, properties, ticker, meters, problems));
		registration.setEnabled(properties.enabled());
		registration.addUrlPatterns(LIMITED_PATHS);
		registration.setOrder(AFTER_SECURITY_AND_SHUTDOWN);
		return registration;
	}

}
