package vision.bff.web;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.web.servlet.HandlerExceptionResolver;

@Configuration(proxyBeanMethods = false)
class ShutdownConfiguration {

	private static final int AFTER_SECURITY = 0;

	private static final long MILLIS_FOR_THE_LAST_REFUSALS = 1_000;

	/** What is still in flight when the web server stops has had its time already. */
	@Bean
	GracefulShutdownFilter gracefulShutdownFilter(
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
			DefaultLifecycleProcessor phases) {
		phases.setTimeoutForShutdownPhase(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE,
				MILLIS_FOR_THE_LAST_REFUSALS);
		return new GracefulShutdownFilter(problems);
	}

	@Bean
	FilterRegistrationBean<GracefulShutdownFilter> countedRequests(GracefulShutdownFilter filter) {
		FilterRegistrationBean<GracefulShutdownFilter> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(AFTER_SECURITY);
		return registration;
	}

}
