package vision.bff;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Ticker;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Time that a test can let pass, so that what was learnt of the sandbox before it was
 * reset is forgotten.
 */
@TestConfiguration(proxyBeanMethods = false)
class ForgetfulTicker {

	private static final AtomicLong passed = new AtomicLong();

	static void forget() {
		passed.addAndGet(Duration.ofHours(2).toNanos());
	}

	@Bean
	@Primary
	Ticker forgetful() {
		return () -> System.nanoTime() + passed.get();
	}

}
