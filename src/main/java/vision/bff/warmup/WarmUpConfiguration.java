package vision.bff.warmup;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WarmUpProperties.class)
class WarmUpConfiguration {

	/** Readiness comes after all runners. */
	@Bean
	ApplicationRunner warmUp(WarmUpProperties properties, ApplicationContext context) {
		return (arguments) -> {
			if (properties.warmUp().isPositive()) {
				new WarmUp(application(context), properties.warmUp()).run();
			}
		};
	}

	private static Class<?> application(ApplicationContext context) {
		Object application = context.getBeansWithAnnotation(SpringBootApplication.class).values().iterator().next();
		return ClassUtils.getUserClass(application);
	}

}
