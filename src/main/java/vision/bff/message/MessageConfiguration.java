package vision.bff.message;

import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

	@Bean
	Outbox outbox(Messages messages, Ticker ticker) {
		return new Outbox(messages, ticker);
	}

}
