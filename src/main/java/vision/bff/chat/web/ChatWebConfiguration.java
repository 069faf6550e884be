package vision.bff.chat.web;

import java.time.Clock;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vision.bff.chat.Chats;
import vision.bff.session.SessionReader;

@Configuration(proxyBeanMethods = false)
class ChatWebConfiguration {

	/**
	 * The last of the filters, after all that protects, limits and observes.
	 */
	@Bean
	FilterRegistrationBean<KnownListFilter> knownLists(Chats chats, SessionReader sessionReader, JsonMapper jsonMapper,
			Clock clock) {
		FilterRegistrationBean<KnownListFilter> registration = new FilterRegistrationBean<>(
				new KnownListFilter(chats, sessionReader, jsonMapper, clock));
		registration.addUrlPatterns(ChatController.PATH);
		return registration;
	}

}
