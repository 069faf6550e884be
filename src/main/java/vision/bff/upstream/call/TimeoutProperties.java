package vision.bff.upstream.call;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * How long the site is waited for. All are longer than nothing.
 *
 * @param connect until there is a connection
 * @param response until the whole answer of one call is there
 * @param request for all calls together that one request makes
 * @param upload the same for a request that sends an image, with the time in which that
 * arrives here
 */
@ConfigurationProperties("vision.timeouts")
record TimeoutProperties(@DefaultValue("1s") Duration connect, @DefaultValue("5s") Duration response,
		@DefaultValue("8s") Duration request, @DefaultValue("5m") Duration upload) {

	TimeoutProperties {
		requirePositive("connect", connect);
		requirePositive("response", response);
		requirePositive("request", request);
		requirePositive("upload", upload);
	}

	Duration of(CallKind kind) {
		return (kind == CallKind.UPLOAD) ? this.upload : this.response;
	}

	private static void requirePositive(String name, Duration value) {
		if (!value.isPositive() || value.compareTo(Duration.ofHours(1)) > 0) {
			throw new InvalidPropertyException("vision.timeouts." + name, value.toString(),
					"Set it to a time of at most an hour, such as 5s or 500ms", null);
		}
	}

}
