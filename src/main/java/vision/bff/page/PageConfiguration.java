package vision.bff.page;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Where there is no page, its place leads to the explorer.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = PageConfiguration.ENABLED, havingValue = false)
class PageConfiguration implements WebMvcConfigurer {

	/** Whether the chat page is served. */
	static final String ENABLED = "vision.page.enabled";

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/", "docs");
	}

}
