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
		InvalidPropertyException.requireTime("vision.timeouts.connect", connect, "5s or 500ms");
		InvalidPropertyException.requireTime("vision.timeouts.response", response, "5s or 500ms");
		InvalidPropertyException.requireTime("vision.timeouts.request", request, "5s or 500ms");
		InvalidPropertyException.requireTime("vision.timeouts.upload", upload, "5s or 500ms");
	}

	Duration of(CallKind kind) {
		return (kind == CallKind.UPLOAD) ? this.upload : this.response;
	}

}
