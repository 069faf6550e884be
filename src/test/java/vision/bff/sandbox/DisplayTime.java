package vision.bff.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a site prints when a message was sent. No way of it has an AM or PM.
 */
enum DisplayTime {

	/**
	 * The site really prints the month where the minutes belong.
	 */
	MONTH_FOR_MINUTES("dd MMM, yyyy hh:MM"),

	TIMESTAMP("yyyy-MM-dd hh:mm:ss"),

	WITHOUT_YEAR("dd MMMM, hh:mm");

	private final DateTimeFormatter formatter;

	DisplayTime(String pattern) {
		this.formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
	}

	static DisplayTime of(SandboxSettings settings) {
		if (settings.has(Quirk.TIMES_WITHOUT_YEAR)) {
			return WITHOUT_YEAR;
		}
		return switch (settings.dialect()) {
			case A, C, EARLY -> MONTH_FOR_MINUTES;
			case B -> TIMESTAMP;
		};
	}

	String format(Instant instant) {
		return this.formatter.format(instant);
	}

}
