package vision.bff.security;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;

import vision.bff.web.HeaderNames;

/**
 * What pages of other origins may send here and read of the answers.
 */
final class CrossOriginRules {

	private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE");

	private static final List<String> REQUEST_HEADERS = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE,
			HttpHeaders.IF_NONE_MATCH, HeaderNames.IDEMPOTENCY_KEY, HeaderNames.LAST_EVENT_ID, HeaderNames.PREFER,
			HeaderNames.TRACEPARENT, HeaderNames.CSRF);

	static final List<String> RESPONSE_HEADERS = List.of(HttpHeaders.ETAG, HttpHeaders.LINK, HttpHeaders.LOCATION,
			HttpHeaders.RETRY_AFTER, HeaderNames.RATE_LIMIT, HeaderNames.RATE_LIMIT_POLICY, HeaderNames.IDEMPOTENCY_KEY,
			HeaderNames.IDEMPOTENCY_REPLAYED, HeaderNames.CACHE_STATUS, HttpHeaders.AGE, HeaderNames.STALE_AS_OF,
			HeaderNames.TEXT_CHANGED, HeaderNames.PREFERENCE_APPLIED);

	private CrossOriginRules() {
	}

	static CorsConfiguration of(CorsProperties properties) {
		CorsConfiguration rules = new CorsConfiguration();
		rules.setAllowedOrigins(properties.allowedOrigins());
		rules.setAllowCredentials(true);
		rules.setAllowedMethods(METHODS);
		rules.setAllowedHeaders(Stream.concat(REQUEST_HEADERS.stream(), properties.allowedHeaders().stream()).toList());
		rules.setExposedHeaders(RESPONSE_HEADERS);
		rules.setMaxAge(Duration.ofHours(1));
		return rules;
	}

}
