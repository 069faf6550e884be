package vision.bff.upstream.row;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import vision.bff.chat.ApproximateTime;
import vision.bff.message.Message;
import vision.bff.time.TimeWindow;
import vision.bff.upstream.row.DisplayTime;
import vision.bff.upstream.row.MessageRow;
import vision.bff.upstream.row.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

	private static final Instant NOW = Instant.parse("2026-11-24T12:29:01Z");

	private static final TimeWindow ASKED = new TimeWindow(NOW, NOW.plusSeconds(1));

	private final Timeline timeline = new Timeline(new DisplayTime(ZoneOffset.UTC));

	@Test
	void aWindowIsNeverWiderBesideNewerMessagesWhateverTheirLabelsSay() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		for (int run = 0; run < 2_000; run++) {
			List<MessageRow> rows = IntStream.range(1, 8).mapToObj((id) -> row(id, random)).toList();
			List<Message> all = this.timeline.messages(rows, ASKED);
			List<Message> older = this.timeline.messages(rows.subList(0, 1 + random.nextInt(6)), ASKED);
			for (int i = 0; i < older.size(); i++) {
				assertThat(isWithin(all.get(i).sentAt(), older.get(i).sentAt()))
					.as("seed %d, run %d, message %d of %s: %s, and %s among all", seed, run, i, rows, older.get(i),
							all.get(i))
					.isTrue();
			}
		}
	}

	@Test
	void whatIsNewerAndWhatIsOlderNarrowsAWindow() {
		List<Message> messages = this.timeline.messages(List.of(row(1, "24 Nov, 2026 03:11", null),
				row(2, "24 Nov, 2026 01:11", Instant.parse("2026-11-24T02:00:00Z"))), ASKED);
		assertThat(messages).extracting(Message::sentAt)
			.containsExactly(
					new ApproximateTime("24 Nov, 2026 03:11", Instant.parse("2026-11-24T03:00:00Z"),
							Instant.parse("2026-11-24T12:29:02Z")),
					new ApproximateTime("24 Nov, 2026 01:11", Instant.parse("2026-11-24T01:00:00Z"),
							Instant.parse("2026-11-24T02:00:00Z")));
	}

	private static boolean isWithin(ApproximateTime inner, ApproximateTime outer) {
		Instant earliest = inner.earliest();
		Instant latest = inner.latest();
		return (earliest == null || latest == null) ? outer.earliest() == null
				: !earliest.isBefore(outer.earliest()) && !latest.isAfter(outer.latest());
	}

	private static MessageRow row(long id, Random random) {
		String time = switch (random.nextInt(5)) {
			case 0 -> random.nextInt(60) + " minutes ago";
			case 1 -> "2026-11-24 0%d:%d:00".formatted(1 + random.nextInt(9), 10 + random.nextInt(50));
			case 2 -> "gestern";
			default -> "%d Nov, 2026 %02d:11".formatted(23 + random.nextInt(2), 1 + random.nextInt(12));
		};
		Instant seen = random.nextBoolean() ? NOW.minusSeconds(random.nextInt(100_000)) : null;
		return row(id, time, seen);
	}

	private static MessageRow row(long id, String time, @Nullable Instant seen) {
		return new MessageRow(id, 7, 78, true, "text", null, false, seen, false, time);
	}

}
