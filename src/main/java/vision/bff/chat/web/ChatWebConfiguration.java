package vision.bff.chat.web;

import java.time.Clock;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.chat.Chats;
import vision.bff.session.SessionReader;

@Configuration(proxyBeanMethods = false)
class ChatWebConfiguration {

	@Bean
	Renderings renderings(JsonMapper jsonMapper) {
		return new Renderings(jsonMapper);
	}

	/** The last of the filters, after all that protects, limits and observes. */
	@Bean
	FilterRegistrationBean<ChatListFilter> chatListFilter(Chats chats, SessionReader sessionReader,
			Renderings renderings, Clock clock,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<ChatListFilter> registration = new FilterRegistrationBean<>(
				new ChatListFilter(chats, sessionReader, renderings, clock, problems));
		registration.addUrlPatterns(ChatController.PATH);
		return registration;
	}

}
