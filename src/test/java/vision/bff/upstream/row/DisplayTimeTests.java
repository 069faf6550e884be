package vision.bff.upstream.row;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vision.bff.chat.ApproximateTime;
import vision.bff.message.Message;
import vision.bff.time.TimeWindow;
import vision.bff.upstream.row.DisplayTime;
import vision.bff.upstream.row.MessageRow;
import vision.bff.upstream.row.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the true time is and however the site shows it, it lies in the window.
 */
class DisplayTimeTests {

	private static final Instant NOW = Instant.parse("2026-11-23T12:34:56Z");

	private static final List<ZoneId> ZONES = List.of(ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"),
			ZoneId.of("America/New_York"), ZoneId.of("Australia/Lord_Howe"), ZoneId.of("Asia/Kathmandu"),
			ZoneId.of("Africa/Casablanca"));

	private static final int RUNS = 20_000;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			22 Nov, 2020 10:11    | 2020-11-22T10:00:00Z | 2020-11-22T22:59:59Z
			01 Jan, 2026 12:01    | 2026-01-01T00:00:00Z | 2026-01-01T12:59:59Z
			2026-11-22 08:53:17   | 2026-11-22T08:53:17Z | 2026-11-22T20:53:17Z
			2026-11-22 17:53:17   | 2026-11-22T17:53:17Z | 2026-11-22T17:53:17Z
			21 November, 09:18    | 2026-11-21T09:18:00Z | 2026-11-21T21:18:59Z
			24 November, 09:18    | 2025-11-24T09:18:00Z | 2025-11-24T21:18:59Z
			29 February, 09:18    | 2024-02-29T09:18:00Z | 2024-02-29T21:18:59Z
			just now              | 2026-11-23T12:33:26Z | 2026-11-23T12:34:56Z
			2 minutes ago         | 2026-11-23T12:32:25Z | 2026-11-23T12:33:27Z
			""")
	void aLabelIsAWindow(String label, Instant earliest, Instant latest) {
		assertThat(new DisplayTime(ZoneId.of("UTC")).read(label, new TimeWindow(NOW, NOW)))
			.hasValue(new TimeWindow(earliest, latest));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "17 минут назад", "yesterday", "31 Feb, 2026 10:02", "22 Nov, 2020 24:11",
			"2026-13-01 08:00:00", "2026-11-22 08:61:17", "99999999999 minutes ago", "22 Foo, 2020 10:11",
			"١٧ minutes ago" })
	void anUnknownLabelIsNoWindow(String label) {
		assertThat(new DisplayTime(ZoneId.of("UTC")).read(label, new TimeWindow(NOW, NOW))).isEmpty();
	}

	@Test
	void theTruthIsAlwaysInTheWindow() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int run = 0; run < RUNS; run++) {
			ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
			Instant now = NOW.plusSeconds(random.nextLong(-Duration.ofDays(700).toSeconds(), 0));
			Instant truth = now.minusSeconds((long) Math.exp(random.nextDouble() * Math.log(5 * 365 * 86_400)));
			for (String label : labels(truth, now, zone)) {
				Optional<TimeWindow> window = new DisplayTime(zone).read(label,
						new TimeWindow(now, now.plusSeconds(1)));
				assertThat(window).as("seed %d, %s at %s in %s", seed, label, now, zone)
					.hasValueSatisfying(
							(span) -> assertThat(truth).as("seed %d, %s of %s in %s", seed, label, truth, zone)
								.isBetween(span.earliest(), span.latest()));
			}
		}
	}

	@Test
	void theTruthIsStillThereOnceAPageIsTightened() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int run = 0; run < RUNS / 10; run++) {
			ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
			List<Instant> truths = random.longs(random.nextInt(1, 12), 0, 200_000)
				.sorted()
				.mapToObj((before) -> NOW.minusSeconds(200_000).plusSeconds(before))
				.toList();
			List<MessageRow> rows = new ArrayList<>();
			for (int i = 0; i < truths.size(); i++) {
				Instant truth = truths.get(i);
				List<String> labels = labels(truth, NOW, zone);
				Instant seen = random.nextBoolean() ? truth.plusSeconds(random.nextInt(5_000)) : null;
				rows.add(new MessageRow(i + 1, 1, 2, true, "x", null, false, seen, false,
						random.nextInt(10) == 0 ? "vorgestern" : labels.get(random.nextInt(labels.size()))));
			}
			List<Message> messages = new Timeline(new DisplayTime(zone)).messages(rows, new TimeWindow(NOW, NOW));
			for (int i = 0; i < truths.size(); i++) {
				ApproximateTime sentAt = messages.get(i).sentAt();
				if (!sentAt.label().equals("vorgestern")) {
					assertThat(truths.get(i)).as("seed %d, run %d, %s", seed, run, rows)
						.isBetween(sentAt.earliest(), sentAt.latest());
				}
				else {
					assertThat(sentAt.earliest()).isNull();
					assertThat(sentAt.latest()).isNull();
				}
			}
		}
	}

	@Test
	void theOrderOfIdsTightensBothSides() {
		List<MessageRow> rows = List.of(row(1, "22 Nov, 2026 11:11", null),
				row(2, "22 Nov, 2026 02:11", "2026-11-22T14:40:00Z"), row(3, "22 Nov, 2026 03:11", null));
		List<Message> messages = new Timeline(new DisplayTime(ZoneId.of("UTC"))).messages(rows,
				new TimeWindow(NOW, NOW));
		assertThat(messages).extracting((message) -> message.sentAt().earliest())
			.containsExactly(Instant.parse("2026-11-22T11:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"),
					Instant.parse("2026-11-22T11:00:00Z"));
		assertThat(messages).extracting((message) -> message.sentAt().latest())
			.containsExactly(Instant.parse("2026-11-22T14:40:00Z"), Instant.parse("2026-11-22T14:40:00Z"),
					Instant.parse("2026-11-22T15:59:59Z"));
	}

	private static MessageRow row(long id, String label, @Nullable String seen) {
		return new MessageRow(id, 1, 2, true, "x", null, false, (seen != null) ? Instant.parse(seen) : null, false,
				label);
	}

	/**
	 * How the site shows a time, in each of its ways.
	 */
	private static List<String> labels(Instant truth, Instant now, ZoneId zone) {
		List<String> labels = new ArrayList<>();
		labels.add(DateTimeFormatter.ofPattern("dd MMM, uuuu hh:MM", Locale.US).withZone(zone).format(truth));
		labels.add(DateTimeFormatter.ofPattern("uuuu-MM-dd hh:mm:ss", Locale.US).withZone(zone).format(truth));
		long seconds = Duration.between(truth, now).toSeconds();
		if (seconds < Duration.ofDays(364).toSeconds()) {
			labels.add(DateTimeFormatter.ofPattern("d MMMM, hh:mm", Locale.US).withZone(zone).format(truth));
		}
		labels.add(relative(seconds));
		return labels;
	}

	private static String relative(long seconds) {
		long[] units = { 1, 60, 3_600, 86_400, 2_629_440, 31_553_280 };
		String[] names = { "second", "minute", "hour", "day", "month", "year" };
		int unit = IntStream.range(0, units.length)
			.filter((i) -> i == units.length - 1 || seconds < units[i + 1] * 0.99)
			.findFirst()
			.orElseThrow();
		long count = Math.max(1, Math.round((double) seconds / units[unit]));
		return (seconds < 10) ? "just now" : count + " " + names[unit] + (count == 1 ? "" : "s") + " ago";
	}

}
