package vision.bff.session;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * How cookie sessions are kept.
 *
 * @param keys 256-bit keys in base64: the first seals, all open; none for a random one
 * @param expiresAfter how long a session lasts, 1 second to the 400 days that browsers
 * keep a cookie (RFC 6265bis section 5.5)
 * @param insecureCookie whether the cookie is for http, in development only
 */
@ConfigurationProperties("vision.session")
record SessionProperties(@DefaultValue List<String> keys, @DefaultValue("30d") Duration expiresAfter,
		@DefaultValue("false") boolean insecureCookie) {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofDays(400);

	SessionProperties {
		if (expiresAfter.compareTo(SHORTEST) < 0 || expiresAfter.compareTo(LONGEST) > 0) {
			throw new InvalidPropertyException("vision.session.expires-after", expiresAfter.toString(),
					"Set it to a time from 1s to 400d, such as 30d", null);
		}
	}

	@Override
	public String toString() {
		return "SessionProperties[keys=redacted, expiresAfter=%s, insecureCookie=%s]".formatted(this.expiresAfter,
				this.insecureCookie);
	}

}
