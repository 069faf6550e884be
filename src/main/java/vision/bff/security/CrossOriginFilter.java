package vision.bff.security;

import org.jspecify.annotations.Nullable;

import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Holds the rules against requests of other origins. Behind a proxy that ends TLS our own
 * pages look like those of another origin, as the scheme differs, so what the browser
 * says of itself (Fetch Metadata) decides.
 */
final class CrossOriginFilter extends CorsFilter {

	CrossOriginFilter(CorsProperties properties, HandlerExceptionResolver problems) {
		this(properties.allowedOrigins().isEmpty() ? null : CrossOriginRules.of(properties), problems);
	}

	private CrossOriginFilter(@Nullable CorsConfiguration rules, HandlerExceptionResolver problems) {
		super((request) -> "same-origin".equals(request.getHeader("Sec-Fetch-Site")) ? null : rules);
		setCorsProcessor(new CrossOriginProcessor(rules == null, problems));
	}

}
