package vision.bff.session;

import java.util.List;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	@Bean
	SessionReader sessionReader() {
		return new SessionReader();
	}

	@Bean
	WebMvcConfigurer sessionsAsArguments(SessionReader sessionReader) {
		return new WebMvcConfigurer() {
			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(new SessionArgumentResolver(sessionReader));
			}
		};
	}

}
