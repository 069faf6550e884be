package vision.bff.upstream.row;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
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
record DisplayTime(ZoneId zone) {

	/** Day, month, year, hour of a 12-hour clock, and the month again. */
	private static final Pattern ABSOLUTE = Pattern.compile("(\\d{1,2}) (\\p{L}{3}), (\\d{4}) (\\d{2}):\\d{2}");

	/** The same clock with minutes and seconds that are right. */
	private static final Pattern FULL = Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) (\\d{2}):(\\d{2}):(\\d{2})");

	/** A date of the last year. */
	private static final Pattern WITHOUT_YEAR = Pattern.compile("(\\d{1,2} \\p{L}{3,9}), (\\d{2}):(\\d{2})");

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
	 * The span of time that a label of a known kind stands for.
	 * @param asked when the upstream was asked for it, and answered
	 */
	Optional<TimeWindow> read(String label, TimeWindow asked) {
		if (label.equalsIgnoreCase("just now")) {
			return Optional.of(new TimeWindow(asked.earliest().minus(JUST_NOW), asked.latest()));
		}
		try {
			return RelativeTime.read(label, asked)
				.or(() -> absolute(label, asked))
				.filter((span) -> span.latest().isAfter(Instant.EPOCH))
				.map((span) -> span.within(Instant.EPOCH, Instant.MAX));
		}
		catch (DateTimeException | ArithmeticException ex) {
			return Optional.empty();
		}
	}

	/** Whether a label tells the second. */
	static boolean isFull(String label) {
		return FULL.matcher(label).matches();
	}

	private Optional<TimeWindow> absolute(String label, TimeWindow asked) {
		Matcher hour = ABSOLUTE.matcher(label);
		if (hour.matches()) {
			LocalDate date = LocalDate.of(number(hour, 3), month(hour.group(2)), number(hour, 1));
			return new TwelveHourClock(this.zone).eitherHalf(date, number(hour, 4), 0, Duration.ofMinutes(60));
		}
		Matcher full = FULL.matcher(label);
		if (full.matches()) {
			return new TwelveHourClock(this.zone).eitherHalf(LocalDate.parse(full.group(1)), number(full, 2),
					number(full, 3) * 60 + number(full, 4), Duration.ofSeconds(1));
		}
		Matcher minute = WITHOUT_YEAR.matcher(label);
		return minute.matches() ? new TwelveHourClock(this.zone).eitherHalf(
				lastTime(MonthDay.parse(minute.group(1), DAY_AND_MONTH), asked), number(minute, 2),
				number(minute, 3) * 60, Duration.ofMinutes(1)) : Optional.empty();
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

	/** The last such day that is not in the future. */
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

}
