package vision.bff.web;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.session.SessionReader;

/**
 * Who is let in at all. Both filters come after those that observe, so that refusals are
 * measured, and that add what another origin needs to read a refusal.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class LimitConfiguration {

	/**
	 * The paths of the API.
	 */
	private static final String[] LIMITED_PATHS = { "/chats", "/chats/*", "/session" };

	private static final int AFTER_SECURITY = 0;

	private static final long MILLIS_FOR_THE_LAST_REFUSALS = 1_000;

	/**
	 * What is still in flight when the web server stops has had its time already.
	 */
	@Bean
	RequestsInFlight requestsInFlight(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
			DefaultLifecycleProcessor phases) {
		phases.setTimeoutForShutdownPhase(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE,
				MILLIS_FOR_THE_LAST_REFUSALS);
		return new RequestsInFlight(problems);
	}

	@Bean
	FilterRegistrationBean<RequestsInFlight> countedRequests(RequestsInFlight requestsInFlight) {
		FilterRegistrationBean<RequestsInFlight> registration = new FilterRegistrationBean<>(requestsInFlight);
		registration.setOrder(AFTER_SECURITY);
		return registration;
	}

	@Bean
	ForwardedAddresses forwardedAddresses() {
		return new ForwardedAddresses();
	}

	@Bean
	FilterRegistrationBean<RateLimitFilter> limitedRequests(SessionReader reader, RateLimitProperties properties,
			Ticker ticker, MeterRegistry meters,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(
				new RateLimitFilter(reader, properties, ticker, meters, problems));
		registration.setEnabled(properties.enabled());
		registration.addUrlPatterns(LIMITED_PATHS);
		registration.setOrder(AFTER_SECURITY + 1);
		return registration;
	}

}
