package vision.bff.docs;

import org.webjars.WebJarVersionLocator;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The explorer: the files of Swagger UI, with a page and settings of our own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = DocsConfiguration.ENABLED, matchIfMissing = true)
class DocsConfiguration implements WebMvcConfigurer {

	/** Whether the contract and its explorer are served. */
	static final String ENABLED = "vision.docs.enabled";

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/docs", "swagger-ui/index.html");
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		String version = new WebJarVersionLocator().version("swagger-ui");
		registry.addResourceHandler("/swagger-ui/**")
			.addResourceLocations("classpath:/vision/bff/docs/explorer/",
					"classpath:/META-INF/resources/webjars/swagger-ui/" + version + "/");
	}

}
