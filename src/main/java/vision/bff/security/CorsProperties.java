package vision.bff.security;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * Which other sites may use the API from their pages.
 *
 * @param allowedOrigins exact origins as a browser writes them (RFC 6454 section 6.2):
 * lower case, no default port, no path; none turns CORS off
 * @param allowedHeaders names of headers that their requests may have besides those that
 * mean something here, such as those that a tracing library adds
 */
@ConfigurationProperties("vision.cors")
record CorsProperties(@DefaultValue List<String> allowedOrigins, @DefaultValue List<String> allowedHeaders) {

	private static final Pattern ORIGIN = Pattern.compile(
			"(http(?!.*:80$)|https(?!.*:443$))://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[1-9][0-9]{0,4})?");

	private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9._-]+");

	CorsProperties {
		for (String origin : allowedOrigins) {
			if (!ORIGIN.matcher(origin).matches()) {
				throw new InvalidPropertyException("vision.cors.allowed-origins", origin,
						"List exact origins as a browser sends them, without pattern, path, trailing slash or default port, such as https://chat.example.com",
						null);
			}
		}
		for (String header : allowedHeaders) {
			if (!HEADER.matcher(header).matches()) {
				throw new InvalidPropertyException("vision.cors.allowed-headers", header,
						"List names of headers, such as X-Client-Version", null);
			}
		}
	}

}
