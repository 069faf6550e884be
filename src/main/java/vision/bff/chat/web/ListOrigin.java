package vision.bff.chat.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

import vision.bff.chat.ChatList;
import vision.bff.web.HeaderNames;

/**
 * Where a list comes from, as RFC 9211 tells it, and how old it is (RFC 9111 section
 * 5.1).
 */
record ListOrigin(ChatList list, Instant requestedAt) {

	void write(HttpServletResponse response) {
		if (this.list.asOf().isAfter(this.requestedAt)) {
			response.setHeader(HeaderNames.CACHE_STATUS, "vision-bff; fwd=miss");
		}
		else {
			response.setHeader(HeaderNames.CACHE_STATUS,
					this.list.stale() ? "vision-bff; hit; detail=stale" : "vision-bff; hit");
			response.setHeader(HttpHeaders.AGE,
					Long.toString(Math.max(0, Duration.between(this.list.asOf(), this.requestedAt).toSeconds())));
		}
		if (this.list.stale()) {
			response.setHeader(HeaderNames.STALE_AS_OF, this.list.asOf().truncatedTo(ChronoUnit.SECONDS).toString());
		}
	}

}
