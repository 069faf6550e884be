package vision.bff.live.web;

import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vision.bff.live.Watches;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StreamProperties.class)
class LiveWebConfiguration {

	@Bean
	EventStreams eventStreams(StreamProperties properties, MeterRegistry meters) {
		return new EventStreams(properties.maxStreams(), meters);
	}

	@Bean
	EventStreamOpening eventStreamOpening(Watches watches, EventStreams streams, JsonMapper jsonMapper,
			MeterRegistry meters) {
		return new EventStreamOpening(watches, streams, jsonMapper, new StreamMeters(meters));
	}

}
