package vision.bff.doctor;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

import vision.bff.time.TimeWindow;

/**
 * An answer of the site, and when it was asked and answered.
 */
record Look(HttpResponse<byte[]> response, Instant asked, Instant answered) {

	ResponseEntity<byte[]> entity() {
		HttpHeaders headers = new HttpHeaders();
		this.response.headers().map().forEach(headers::addAll);
		return ResponseEntity.status(this.response.statusCode()).headers(headers).body(this.response.body());
	}

	TimeWindow window() {
		return TimeWindow.seconds(this.asked, this.answered);
	}

	Duration took() {
		return Duration.between(this.asked, this.answered);
	}

	/** How far the clock of the site is ahead of ours, as far as it tells the time. */
	Optional<Duration> ahead() {
		try {
			return this.response.headers()
				.firstValue(HttpHeaders.DATE)
				.map((date) -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
				.map((date) -> Duration.between(this.answered, date));
		}
		catch (DateTimeParseException ex) {
			return Optional.empty();
		}
	}

}
