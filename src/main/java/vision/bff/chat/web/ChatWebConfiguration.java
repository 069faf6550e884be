package vision.bff.chat.web;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.session.SessionReader;

@Configuration(proxyBeanMethods = false)
class ChatWebConfiguration {

	/** The last of the filters, after all that protects, limits and observes. */
	@Bean
	FilterRegistrationBean<ChatListFilter> chatListFilter(ChatAnswers answers, SessionReader sessionReader,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<ChatListFilter> registration = new FilterRegistrationBean<>(
				new ChatListFilter(answers, sessionReader, problems));
		registration.addUrlPatterns(ChatController.PATH);
		return registration;
	}

}
