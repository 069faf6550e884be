package vision.bff.problem;

import org.apache.catalina.core.StandardHost;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

	@Bean
	TomcatContextCustomizer problemsOfTheContainer(JsonMapper jsonMapper) {
		return (context) -> {
			if (context.getParent() instanceof StandardHost host) {
				host.getPipeline().addValve(new ProblemValve(jsonMapper));
			}
		};
	}

}
