package vision.bff.upstream.row;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import vision.bff.time.TimeWindow;

/**
 * How long ago something was, in words.
 */
final class RelativeTime {

	private static final Pattern LABEL = Pattern.compile("(\\d{1,9}) (second|minute|hour|day|month|year)s? ago");

	private RelativeTime() {
	}

	static Optional<TimeWindow> read(String label, TimeWindow asked) {
		Matcher relative = LABEL.matcher(label);
		return relative.matches() ? Optional.of(ago(Long.parseLong(relative.group(1)), relative.group(2), asked))
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

}
