package vision.bff.live;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vision.bff.chat.Chats;
import vision.bff.chat.ListVersions;
import vision.bff.message.Messages;
import vision.bff.message.SentKeys;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveProperties.class)
class LiveConfiguration {

	@Bean
	Watches watches(Chats chats, ListVersions versions, Messages messages, UnreadCounter counter, SentKeys keys,
			LiveProperties properties, Ticker ticker, Clock clock, MeterRegistry meters) {
		return new Watches(new Sources(chats, versions, messages, counter, keys), Intervals.DEFAULT,
				new CallPace(properties.maxCallsPerSecond(), ticker), ticker, clock, meters);
	}

}
