package vision.bff.web;

import java.util.Objects;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	/** What pages for people have in common. */
	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/house/**")
			.addResourceLocations("classpath:/vision/bff/web/house/")
			.setCacheControl(CacheControl.noCache());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new KnownBodiesInterceptor());
		registry.addInterceptor(new KnownParametersInterceptor())
			.addPathPatterns("/chats/**", "/people/**", "/session");
	}

	@Bean
	ServerHttpMessageConvertersCustomizer wholeJson(JsonMapper jsonMapper) {
		return (converters) -> converters.withJsonConverter(new WholeJson(jsonMapper));
	}

	/**
	 * Editors and no converter: where that refuses, Spring's own editor is asked, which
	 * takes more.
	 */
	@Bean
	SmartInitializingSingleton strictIntegers(RequestMappingHandlerAdapter controllers) {
		return () -> ((ConfigurableWebBindingInitializer) Objects
			.requireNonNull(controllers.getWebBindingInitializer())).setPropertyEditorRegistrar(new StrictIntegers());
	}

	/** Nothing in a body is guessed or ignored. */
	@Bean
	JsonMapperBuilderCustomizer strictBodies() {
		return (builder) -> builder
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.withCoercionConfig(LogicalType.Textual, (textual) -> {
				textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
				textual.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
				textual.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
			});
	}

}
