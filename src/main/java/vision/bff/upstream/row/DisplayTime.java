package vision.bff.upstream.row;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import vision.bff.time.TimeWindow;

/**
 * Reads the times that the site displays: UPSTREAM.md, "Time".
 *
 * @param zone the zone in which the site shows them
 */
public record DisplayTime(ZoneId zone) {

	/** Day, month, year, hour of a 12-hour clock, and the month again. */
	private static final Pattern ABSOLUTE = Pattern.compile("(\\d{1,2}) (\\p{L}{3}), (\\d{4}) (\\d{2}):\\d{2}");

	/** The same clock with minutes and seconds that are right. */
	private static final Pattern FULL = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\d{2}):(\\d{2}):(\\d{2})");

	/** A date of the last year. */
	private static final Pattern WITHOUT_YEAR = Pattern.compile("(\\d{1,2} \\p{L}{3,9}), (\\d{2}):(\\d{2})");

	private static final Pattern RELATIVE = Pattern.compile("(\\d{1,9}) (second|minute|hour|day|month|year)s? ago");

	private static final Map<String, Month> MONTHS = Arrays.stream(Month.values())
		.collect(Collectors.toUnmodifiableMap(
				(month) -> month.getDisplayName(TextStyle.SHORT, Locale.US).toLowerCase(Locale.ROOT),
				(month) -> month));

	private static final DateTimeFormatter DAY_AND_MONTH = new DateTimeFormatterBuilder().parseCaseInsensitive()
		.appendPattern("d MMMM")
		.toFormatter(Locale.US)
		.withResolverStyle(ResolverStyle.STRICT);

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
		try {
			Matcher relative = RELATIVE.matcher(label);
			Optional<TimeWindow> window = relative.matches()
					? Optional.of(ago(Long.parseLong(relative.group(1)), relative.group(2), asked))
					: absolute(label, asked);
			return window.filter((span) -> span.latest().isAfter(Instant.EPOCH))
				.map((span) -> span.within(Instant.EPOCH, Instant.MAX));
		}
		catch (DateTimeException | ArithmeticException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Whether a label tells the second.
	 */
	static boolean isFull(String label) {
		return FULL.matcher(label).matches();
	}

	private Optional<TimeWindow> absolute(String label, TimeWindow asked) {
		Matcher hour = ABSOLUTE.matcher(label);
		if (hour.matches()) {
			LocalDate date = LocalDate.of(number(hour, 3), month(hour.group(2)), number(hour, 1));
			return eitherHalf(date, number(hour, 4), 0, Duration.ofMinutes(60));
		}
		Matcher full = FULL.matcher(label);
		if (full.matches()) {
			return eitherHalf(LocalDate.parse(full.group(1)), number(full, 2), number(full, 3) * 60 + number(full, 4),
					Duration.ofSeconds(1));
		}
		Matcher minute = WITHOUT_YEAR.matcher(label);
		return minute.matches() ? eitherHalf(lastTime(MonthDay.parse(minute.group(1), DAY_AND_MONTH), asked),
				number(minute, 2), number(minute, 3) * 60, Duration.ofMinutes(1)) : Optional.empty();
	}

	private static Month month(String name) {
		Month month = MONTHS.get(name.toLowerCase(Locale.ROOT));
		if (month == null) {
			throw new DateTimeException("There is no such month");
		}
		return month;
	}

	private static int number(Matcher matcher, int group) {
		return Integer.parseInt(matcher.group(group));
	}

	/**
	 * The last such day that is not in the future.
	 */
	private LocalDate lastTime(MonthDay day, TimeWindow asked) {
		LocalDate today = asked.latest().atZone(this.zone).toLocalDate();
		return IntStream.rangeClosed(0, 8)
			.map((years) -> today.getYear() - years)
			.filter(day::isValidYear)
			.mapToObj(day::atYear)
			.filter((date) -> !date.isAfter(today))
			.findFirst()
			.orElseThrow(() -> new DateTimeException("There was no such day"));
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

	/**
	 * From the moment in the morning to the end of it in the evening. Hours from 13
	 * belong to no 12-hour clock, so that there is only one.
	 */
	private Optional<TimeWindow> eitherHalf(LocalDate date, int hour, int secondOfHour, Duration length) {
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
