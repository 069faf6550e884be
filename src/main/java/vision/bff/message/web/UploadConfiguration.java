package vision.bff.message.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadProperties.class)
class UploadConfiguration {

	/** Tomcat waits as long for the next bytes of a body. */
	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> stalledBodies(UploadProperties properties) {
		return (tomcat) -> tomcat.addConnectorCustomizers((connector) -> {
			connector.setProperty("disableUploadTimeout", "false");
			connector.setProperty("connectionUploadTimeout", Long.toString(properties.stalledAfter().toMillis()));
		});
	}

}
