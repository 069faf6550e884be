package vision.bff.chat.web;

import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * A request for a whole resource, as front ends usually send it.
 */
final class SimpleRequest {

	/** With what browsers and their libraries ask for JSON; others take the long way. */
	private static final Set<String> ACCEPTING_JSON = Set.of(MediaType.ALL_VALUE, MediaType.APPLICATION_JSON_VALUE,
			"application/json, text/plain, */*");

	private SimpleRequest() {
	}

	static boolean is(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return request.getMethod().equals(HttpMethod.GET.name()) && request.getQueryString() == null
				&& request.getHeader(HttpHeaders.CONTENT_ENCODING) == null
				&& (accept == null || ACCEPTING_JSON.contains(accept));
	}

}
