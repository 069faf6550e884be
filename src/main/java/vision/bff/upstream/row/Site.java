package vision.bff.upstream.row;

import java.net.URI;
import java.net.URISyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * The address of the site, and the addresses that it gives out.
 *
 * @param base http or https, without a slash at its end
 */
record Site(URI base) {

	private static final int NO_PORT = -1;

	private static final int HTTP_PORT = 80;

	/**
	 * An address that the site gave, made absolute. The site writes http:// for itself
	 * even where it is served by https, so such an address becomes https, unless it is
	 * one of the very server that we ask by http.
	 * @return {@code null} for what is no address of the web, and for one with a user,
	 * which only makes another host look like the site
	 */
	@Nullable URI address(@Nullable String given) {
		if (given == null || given.isBlank()) {
			return null;
		}
		try {
			URI reference = new URI(given.strip().replace(" ", "%20"));
			URI address = this.base.resolve("/").resolve(reference);
			boolean http = "http".equalsIgnoreCase(address.getScheme());
			if (address.getHost() == null || address.getRawUserInfo() != null
					|| !(http || "https".equalsIgnoreCase(address.getScheme()))) {
				return null;
			}
			return (http && reference.isAbsolute() && !isPlain(address)) ? secure(address) : address;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/**
	 * A server that is asked by http has no https to offer, and neither has a port of its
	 * own that http was given.
	 */
	private boolean isPlain(URI address) {
		boolean asked = "http".equalsIgnoreCase(this.base.getScheme())
				&& address.getAuthority().equalsIgnoreCase(this.base.getAuthority());
		return asked || (address.getPort() != NO_PORT && address.getPort() != HTTP_PORT);
	}

	private static URI secure(URI address) throws URISyntaxException {
		return new URI(address.toString().replaceFirst("(?i)^http://([^/?#]*?)(:80)?(?=[/?#]|$)", "https://$1"));
	}

}
