package vision.bff.security;

import java.util.List;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.SessionReader;

/**
 * What stands in front of every controller. The chains name their few filters one by one,
 * so that there is no login, HTTP session or page of Spring Security to switch off. Who
 * is asking is for {@link SessionReader} to say, when a controller wants to know.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsProperties.class)
class SecurityConfiguration {

	@Bean
	@Order(1)
	SecurityFilterChain endpoints() {
		return new DefaultSecurityFilterChain(EndpointRequest.toAnyEndpoint(), safetyHeaders());
	}

	@Bean
	@Order(2)
	SecurityFilterChain everybody(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
			CorsProperties cors) {
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, safetyHeaders(),
				new CrossOriginFilter(cors, problems));
	}

	private static HeaderWriterFilter safetyHeaders() {
		HeaderWriterFilter filter = new HeaderWriterFilter(List.of(new SafetyHeaders()));
		filter.setShouldWriteHeadersEagerly(true);
		return filter;
	}

	/**
	 * Only paths are its matter: Tomcat refuses malformed headers before, and the
	 * controllers answer methods that are not offered.
	 */
	@Bean
	HttpFirewall plainPaths() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setUnsafeAllowAnyHttpMethod(true);
		firewall.setAllowedHeaderNames((name) -> true);
		firewall.setAllowedHeaderValues((value) -> true);
		firewall.setAllowedParameterNames((name) -> true);
		return firewall;
	}

	@Bean
	RequestRejectedHandler refusedPaths(RefusalHeaders headers,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		return (request, response, rejected) -> {
			headers.writeHeaders(request, response);
			problems.resolveException(request, response, null,
					new ProblemException(ProblemCode.INVALID_REQUEST, "The path is not in its plain form."));
		};
	}

	@Bean
	RefusalHeaders refusalHeaders(CorsProperties cors) {
		return new RefusalHeaders(CrossOriginRules.of(cors));
	}

}
