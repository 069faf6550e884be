package vision.bff.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long ago something was, in the largest unit that fits, rounded to the nearest.
 */
enum RelativeTime {

	ENGLISH("just now", "ago", List.of("year", "years", "years"), List.of("month", "months", "months"),
			List.of("day", "days", "days"), List.of("hour", "hours", "hours"), List.of("minute", "minutes", "minutes"),
			List.of("second", "seconds", "seconds")) {

		@Override
		int form(long count) {
			return (count == 1) ? 0 : 2;
		}

	},

	RUSSIAN("только что", "назад", List.of("год", "года", "лет"), List.of("месяц", "месяца", "месяцев"),
			List.of("день", "дня", "дней"), List.of("час", "часа", "часов"), List.of("минуту", "минуты", "минут"),
			List.of("секунду", "секунды", "секунд")) {

		@Override
		int form(long count) {
			if (count % 100 / 10 == 1 || count % 10 == 0 || count % 10 > 4) {
				return 2;
			}
			return (count % 10 == 1) ? 0 : 1;
		}

	};

	private static final List<Integer> SECONDS = List.of(365 * 86_400, 30 * 86_400, 86_400, 3_600, 60, 1);

	private final String now;

	private final String ago;

	private final List<List<String>> units;

	@SafeVarargs
	RelativeTime(String now, String ago, List<String>... units) {
		this.now = now;
		this.ago = ago;
		this.units = List.of(units);
	}

	static RelativeTime of(SandboxSettings settings) {
		return settings.has(Quirk.RUSSIAN_LABELS) ? RUSSIAN : ENGLISH;
	}

	String format(Instant instant, Instant now) {
		long elapsed = Duration.between(instant, now).toSeconds();
		for (int i = 0; i < SECONDS.size(); i++) {
			if (elapsed >= SECONDS.get(i)) {
				long count = Math.round((double) elapsed / SECONDS.get(i));
				return "%d %s %s".formatted(count, this.units.get(i).get(form(count)), this.ago);
			}
		}
		return this.now;
	}

	abstract int form(long count);

}
