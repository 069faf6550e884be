package vision.bff.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Where an answer comes from, as RFC 9211 tells it, and how old it is (RFC 9111 section
 * 5.1).
 *
 * @param asOf when the site had told it
 * @param stale whether it is served because the site is out of order
 */
public record AnswerOrigin(Instant asOf, boolean stale, Instant requestedAt) {

	public void write(HttpServletResponse response) {
		if (this.asOf.isAfter(this.requestedAt)) {
			response.setHeader(HeaderNames.CACHE_STATUS, "vision-bff; fwd=miss");
		}
		else {
			response.setHeader(HeaderNames.CACHE_STATUS,
					this.stale ? "vision-bff; hit; detail=stale" : "vision-bff; hit");
			response.setHeader(HttpHeaders.AGE,
					Long.toString(Math.max(0, Duration.between(this.asOf, this.requestedAt).toSeconds())));
		}
		if (this.stale) {
			response.setHeader(HeaderNames.STALE_AS_OF, this.asOf.truncatedTo(ChronoUnit.SECONDS).toString());
		}
	}

}
