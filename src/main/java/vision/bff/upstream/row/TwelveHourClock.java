package vision.bff.upstream.row;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

import vision.bff.time.TimeWindow;

/**
 * A clock whose hours do not tell the morning from the evening.
 *
 * @param zone where it hangs
 */
record TwelveHourClock(ZoneId zone) {

	/**
	 * From the moment in the morning to the end of it in the evening. Hours from 13
	 * belong to no 12-hour clock, so that there is only one.
	 */
	Optional<TimeWindow> eitherHalf(LocalDate date, int hour, int secondOfHour, Duration length) {
		if (hour > 23 || secondOfHour >= 3600) {
			return Optional.empty();
		}
		boolean certain = hour == 0 || hour > 12;
		LocalDateTime first = date.atTime(certain ? hour : hour % 12, 0).plusSeconds(secondOfHour);
		LocalDateTime last = first.plusHours(certain ? 0 : 12).plus(length).minusSeconds(1);
		return Optional.of(new TimeWindow(first(first), last(last)));
	}

	/** Where the clock shows an hour twice, the first; where it skips it, just before. */
	private Instant first(LocalDateTime shown) {
		ZoneOffsetTransition change = this.zone.getRules().getTransition(shown);
		return (change != null && change.isGap()) ? shown.toInstant(change.getOffsetAfter())
				: shown.atZone(this.zone).toInstant();
	}

	private Instant last(LocalDateTime shown) {
		return shown.atZone(this.zone).withLaterOffsetAtOverlap().toInstant();
	}

}
