package vision.bff.idempotency;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

import vision.bff.message.Messages;
import vision.bff.time.RequestBudget;

@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

	@Bean
	@Fallback
	IdempotencyStore idempotencyStore(Ticker ticker) {
		return new InMemoryIdempotencyStore(ticker);
	}

	@Bean
	RecentKeys recentKeys(Ticker ticker) {
		return new RecentKeys(ticker);
	}

	@Bean
	IdempotentSender idempotentSender(Messages messages, IdempotencyStore store, RecentKeys keys, RequestBudget budget,
			MeterRegistry meters) {
		return new IdempotentSender(messages, store, keys, budget, new KeyedSends(meters));
	}

}
