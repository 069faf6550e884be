package vision.bff.session;

import java.time.Clock;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SessionProperties.class)
class SessionConfiguration {

	private static final Log logger = LogFactory.getLog(SessionConfiguration.class);

	@Bean
	SessionCookie sessionCookie(SessionProperties properties, Clock clock, MeterRegistry meters) {
		Gauge.builder("vision.session.keys.random", properties, (given) -> given.keys().isEmpty() ? 1 : 0)
			.description("1 where no keys of cookies are set, so that they are this replica's own")
			.register(meters);
		return new SessionCookie(keys(properties), properties, clock);
	}

	@Bean
	SessionReader sessionReader(SessionCookie sessionCookie) {
		return new SessionReader(sessionCookie);
	}

	private static KeyRing keys(SessionProperties properties) {
		if (properties.keys().isEmpty()) {
			logger.warn("vision.session.keys is not set, so cookie sessions are sealed with a random key: "
					+ "they end when this process does, and another replica cannot read them");
			return KeyRing.random();
		}
		return KeyRing.of(properties.keys());
	}

}
