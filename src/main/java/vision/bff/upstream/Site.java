package vision.bff.upstream;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * The address of the site, and the addresses that it gives out.
 *
 * @param base http or https, without a slash at its end
 */
record Site(URI base) {

	/**
	 * An address that the site gave, made absolute. The site writes http:// for itself
	 * even where it is served by https, so its own addresses take the scheme of
	 * {@link #base}.
	 * @return {@code null} for what is no address of the web
	 */
	@Nullable URI address(@Nullable String given) {
		if (given == null || given.isBlank()) {
			return null;
		}
		try {
			URI address = this.base.resolve("/").resolve(new URI(given.strip().replace(" ", "%20")));
			boolean http = "http".equalsIgnoreCase(address.getScheme());
			if (address.getHost() == null || !(http || "https".equalsIgnoreCase(address.getScheme()))) {
				return null;
			}
			boolean upgrade = http && address.getHost().equalsIgnoreCase(this.base.getHost())
					&& "https".equalsIgnoreCase(this.base.getScheme());
			return upgrade ? new URI("https" + address.toString().substring("http".length())) : address;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

}
