package vision.bff.upstream.call;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * Which site is asked.
 *
 * @param baseUrl the http or https address of the site, without query
 * @param timeZone the time zone in which the site shows its times, as in the IANA
 * database
 */
@ConfigurationProperties("vision")
public record UpstreamProperties(@DefaultValue("https://1.vision") String baseUrl,
		@DefaultValue("UTC") String timeZone) {

	public UpstreamProperties {
		site(baseUrl);
		zone(timeZone);
	}

	public URI site() {
		return site(this.baseUrl);
	}

	/** Whether nobody between us and the site can read what we send. */
	public boolean isConfidential() {
		URI site = site();
		return "https".equalsIgnoreCase(site.getScheme()) || isLoopback(site.getHost());
	}

	/** No name but one is resolved for this, as what it leads to can change. */
	private static boolean isLoopback(String host) {
		try {
			return host.equalsIgnoreCase("localhost")
					|| InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	public ZoneId zone() {
		return zone(this.timeZone);
	}

	private static URI site(String baseUrl) {
		try {
			URI uri = new URI(baseUrl.strip().replaceAll("/+$", ""));
			boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
			if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null
					&& uri.getUserInfo() == null) {
				return uri;
			}
		}
		catch (URISyntaxException ex) {
			// said below
		}
		throw new InvalidPropertyException("vision.base-url", baseUrl,
				"Set it to the address of the site, such as https://1.vision", null);
	}

	private static ZoneId zone(String timeZone) {
		try {
			return ZoneId.of(timeZone.strip());
		}
		catch (DateTimeException ex) {
			throw new InvalidPropertyException("vision.time-zone", timeZone,
					"Set it to a time zone of the IANA database, such as UTC or Europe/Berlin", ex);
		}
	}

}
