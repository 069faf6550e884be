package vision.bff.upstream;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriUtils;

/**
 * The addresses of the calls: nothing but unreserved characters gets into them as it is
 * (RFC 3986 section 2.3), since the web server of the site dislikes some others
 * (UPSTREAM.md, "Transport"). The templates are those of {@link ChatApi}, which are not
 * parsed anew for each call, as they usually would be.
 */
final class CallAddresses extends DefaultUriBuilderFactory {

	private final URI site;

	CallAddresses(URI site) {
		this.site = site;
	}

	@Override
	public URI expand(String template, Map<String, ? extends @Nullable Object> values) {
		StringBuilder address = new StringBuilder(256).append(this.site);
		int literal = 0;
		for (int start = template.indexOf('{'); start >= 0; start = template.indexOf('{', literal)) {
			int end = template.indexOf('}', start);
			Object value = Objects.requireNonNull(values.get(template.substring(start + 1, end)));
			address.append(template, literal, start).append(UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
			literal = end + 1;
		}
		return URI.create(address.append(template, literal, template.length()).toString());
	}

}
