package vision.bff.web;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.session.SessionReader;

/**
 * Which requests are taken at all. Both filters come after the one that measures.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimitProperties.class)
class AdmissionConfiguration {

	@Bean
	FilterRegistrationBean<Draining> draining(Draining draining) {
		FilterRegistrationBean<Draining> registration = new FilterRegistrationBean<>(draining);
		registration.setOrder(0);
		return registration;
	}

	@Bean
	Draining drainingFilter(ApplicationContext context,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		return new Draining(context, problems);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "vision.rate-limit.enabled", matchIfMissing = true)
	FilterRegistrationBean<RateLimitFilter> rateLimit(RateLimitProperties properties, SessionReader sessions,
			Ticker ticker, MeterRegistry meters,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		Counter refusals = Counter.builder("vision.rate.limit.refusals")
			.description("Requests that were over somebody's share")
			.register(meters);
		FilterRegistrationBean<RateLimitFilter> registration = new FilterRegistrationBean<>(
				new RateLimitFilter(new RateLimits(properties, ticker), sessions, problems, refusals));
		registration.addUrlPatterns("/chats/*");
		registration.setOrder(1);
		return registration;
	}

}
