package vision.bff.observability;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;

@Configuration(proxyBeanMethods = false)
class ObservationConfiguration {

	/** The few filters in front are no steps of a trace that anybody would look at. */
	@Bean
	SecurityObservationSettings noStepsOfSecurity() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> requestLog() {
		return (factory) -> factory.addEngineValves(new RequestLogValve());
	}

}
