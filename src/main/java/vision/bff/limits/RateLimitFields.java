package vision.bff.limits;

import java.time.Duration;

import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletResponse;

import vision.bff.web.HeaderNames;

/**
 * The fields that tell of a policy, those of draft-ietf-httpapi-ratelimit-headers
 * (sections 3 and 4), structured fields of RFC 9651.
 *
 * @param item the name of the policy, in quotes
 */
record RateLimitFields(String item) {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	void write(ConsumptionProbe probe, Quota quota, HttpServletResponse response) {
		response.setHeader(HeaderNames.RATE_LIMIT_POLICY, this.item + ";q=" + quota.burst() + ";w=" + quota.window());
		response.setHeader(HeaderNames.RATE_LIMIT, this.item + ";r=" + probe.getRemainingTokens() + ";t="
				+ Math.ceilDiv(probe.getNanosToWaitForReset(), SECOND));
	}

}
