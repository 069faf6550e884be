package vision.bff.limits;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.filter.ServerHttpObservationFilter;

import vision.bff.web.HeaderNames;
import vision.bff.web.UpstreamCallCount;

/**
 * What the answer to a request proves of its session.
 */
record Proof(HttpServletRequest request, HttpServletResponse response) {

	boolean isGiven() {
		int status = this.response.getStatus();
		return (status / 100 == 2 || status == HttpStatus.NOT_MODIFIED.value()) && isOfTheSite();
	}

	boolean isTakenBack() {
		return this.response.getStatus() == HttpStatus.UNAUTHORIZED.value();
	}

	/**
	 * Whether the site was asked for what this answer tells, now or, of a list that was
	 * kept for this session, before. What we say by ourselves we say to everybody.
	 */
	private boolean isOfTheSite() {
		return this.response.containsHeader(HeaderNames.CACHE_STATUS) || UpstreamCallCount
			.of(ServerHttpObservationFilter.findObservationContext(this.request).orElse(null)) > 0;
	}

}
