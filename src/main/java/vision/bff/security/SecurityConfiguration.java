package vision.bff.security;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.SessionReader;
import vision.bff.web.HeaderNames;

/**
 * What stands in front of every controller. The chains name their few filters one by one,
 * so that there is no login, HTTP session or page of Spring Security to switch off. Who
 * is asking is for {@link SessionReader} to say, when a controller wants to know.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsProperties.class)
class SecurityConfiguration {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "DELETE");

	private static final List<String> REQUEST_HEADERS = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE,
			HttpHeaders.IF_NONE_MATCH, HeaderNames.IDEMPOTENCY_KEY, HeaderNames.PREFER, HeaderNames.TRACEPARENT,
			HeaderNames.CSRF);

	static final List<String> RESPONSE_HEADERS = List.of(HttpHeaders.ETAG, HttpHeaders.LINK, HttpHeaders.LOCATION,
			HttpHeaders.RETRY_AFTER, HeaderNames.RATE_LIMIT, HeaderNames.RATE_LIMIT_POLICY,
			HeaderNames.IDEMPOTENCY_REPLAYED, HeaderNames.CACHE_STATUS, HttpHeaders.AGE, HeaderNames.STALE_AS_OF,
			HeaderNames.TEXT_CHANGED, HeaderNames.PREFERENCE_APPLIED);

	@Bean
	@Order(1)
	SecurityFilterChain endpoints() {
		return new DefaultSecurityFilterChain(EndpointRequest.toAnyEndpoint(), safetyHeaders());
	}

	@Bean
	@Order(2)
	SecurityFilterChain everybody(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
			CorsProperties cors) {
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, safetyHeaders(), corsFilter(cors, problems));
	}

	/**
	 * Before everything else that looks at a request for a controller.
	 */
	@Bean
	WebMvcConfigurer csrf(SessionReader sessionReader) {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new CsrfHeaderInterceptor(sessionReader)).order(Ordered.HIGHEST_PRECEDENCE);
			}

		};
	}

	private static HeaderWriterFilter safetyHeaders() {
		HeaderWriterFilter filter = new HeaderWriterFilter(List.of(new SafetyHeaders()));
		filter.setShouldWriteHeadersEagerly(true);
		return filter;
	}

	/**
	 * Only paths are its matter here: Tomcat refuses malformed headers before, and the
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
		return new RefusalHeaders(others(cors));
	}

	/**
	 * Behind a proxy that ends TLS our own pages look like those of another origin, as
	 * the scheme differs, so what the browser says of itself (Fetch Metadata) decides.
	 */
	private static CorsFilter corsFilter(CorsProperties cors, HandlerExceptionResolver problems) {
		CorsConfiguration others = others(cors);
		boolean off = cors.allowedOrigins().isEmpty();
		CorsFilter filter = new CorsFilter(
				(request) -> (off || "same-origin".equals(request.getHeader("Sec-Fetch-Site"))) ? null : others);
		filter.setCorsProcessor(new CrossOriginProcessor(off, problems));
		return filter;
	}

	private static CorsConfiguration others(CorsProperties cors) {
		CorsConfiguration others = new CorsConfiguration();
		others.setAllowedOrigins(cors.allowedOrigins());
		others.setAllowCredentials(true);
		others.setAllowedMethods(METHODS);
		others.setAllowedHeaders(Stream.concat(REQUEST_HEADERS.stream(), cors.allowedHeaders().stream()).toList());
		others.setExposedHeaders(RESPONSE_HEADERS);
		others.setMaxAge(Duration.ofHours(1));
		return others;
	}

}
