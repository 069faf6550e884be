package vision.bff.upstream;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

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

	private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

	private final URI site;

	CallAddresses(URI site) {
		this.site = site;
	}

	@Override
	public URI expand(String template, Map<String, ? extends @Nullable Object> values) {
		return URI.create(this.site + VARIABLE.matcher(template).replaceAll((variable) -> {
			Object value = Objects.requireNonNull(values.get(variable.group(1)));
			return UriUtils.encode(value.toString(), StandardCharsets.UTF_8);
		}));
	}

}
