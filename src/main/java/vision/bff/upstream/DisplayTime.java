package vision.bff.upstream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times that the site displays: UPSTREAM.md, "Time".
 *
 * @param zone the zone in which the site shows them
 */
record DisplayTime(ZoneId zone) {

	/** Day, month, year, hour of a 12-hour clock, and the month again. */
	private static final Pattern ABSOLUTE = Pattern.compile("(\\d{1,2} \\p{L}{3}, \\d{4}) (\\d{2}):\\d{2}");

	private static final Pattern RELATIVE = Pattern.compile("(\\d{1,9}) (second|minute|hour|day|month|year)s? ago");

	private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.appendPattern("d MMM, uuuu")
		.toFormatter(Locale.US);

	/** How long the site calls it now, at the most. */
	private static final Duration JUST_NOW = Duration.ofSeconds(90);

	/**
	 * The span of time that a label stands for.
	 * @param asked when the upstream was asked for it, and answered
	 * @return nothing if the label is of no kind that is known
	 */
	Optional<TimeWindow> read(String label, TimeWindow asked) {
		if (label.equalsIgnoreCase("just now")) {
			return Optional.of(new TimeWindow(asked.earliest().minus(JUST_NOW), asked.latest()));
		}
		Matcher relative = RELATIVE.matcher(label);
		if (relative.matches()) {
			return Optional.of(ago(Long.parseLong(relative.group(1)), relative.group(2), asked));
		}
		Matcher absolute = ABSOLUTE.matcher(label);
		return absolute.matches() ? eitherHalf(absolute.group(1), Integer.parseInt(absolute.group(2)))
				: Optional.empty();
	}

	/**
	 * The label is rounded to the nearest, so it can be wrong by half a unit to either
	 * side. Months and years differ in length.
	 */
	private static TimeWindow ago(long count, String unit, TimeWindow asked) {
		long longest = switch (unit) {
			case "second" -> 1;
			case "minute" -> 60;
			case "hour" -> 3_600;
			case "day" -> 86_400;
			case "month" -> 31 * 86_400;
			default -> 366 * 86_400;
		};
		long shortest = switch (unit) {
			case "month" -> 28 * 86_400;
			case "year" -> 365 * 86_400;
			default -> longest;
		};
		long least = Math.max(0, Math.floorDiv((2 * count - 1) * shortest, 2L) - 1);
		long most = Math.ceilDiv((2 * count + 1) * longest, 2L) + 1;
		return new TimeWindow(asked.earliest().minusSeconds(most), asked.latest().minusSeconds(least));
	}

	private Optional<TimeWindow> eitherHalf(String date, int hour) {
		if (hour < 1 || hour > 12) {
			return Optional.empty();
		}
		try {
			LocalDateTime morning = LocalDate.parse(date, DATE).atTime(hour % 12, 0);
			LocalDateTime evening = morning.plusHours(12).plusMinutes(59).plusSeconds(59);
			return Optional.of(new TimeWindow(first(morning), last(evening)));
		}
		catch (DateTimeException ex) {
			return Optional.empty();
		}
	}

	/** Where the clock shows an hour twice, the first; where it skips it, just before. */
	private Instant first(LocalDateTime shown) {
		return shown.toInstant(this.zone.getRules()
			.getValidOffsets(shown)
			.stream()
			.reduce((one, other) -> (one.getTotalSeconds() > other.getTotalSeconds()) ? one : other)
			.orElseGet(() -> this.zone.getRules().getTransition(shown).getOffsetAfter()));
	}

	private Instant last(LocalDateTime shown) {
		return shown.toInstant(this.zone.getRules()
			.getValidOffsets(shown)
			.stream()
			.reduce((one, other) -> (one.getTotalSeconds() < other.getTotalSeconds()) ? one : other)
			.orElseGet(() -> this.zone.getRules().getTransition(shown).getOffsetBefore()));
	}

	/**
	 * The seconds between two moments, as the upstream counts them.
	 */
	static TimeWindow seconds(Instant from, Instant to) {
		return new TimeWindow(from.truncatedTo(ChronoUnit.SECONDS), to.truncatedTo(ChronoUnit.SECONDS));
	}

}
