package vision.bff.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * A span of whole seconds, both ends included.
 */
public record TimeWindow(Instant earliest, Instant latest) {

	/**
	 * What is left of this span between two bounds. A bound that contradicts the span is
	 * not believed.
	 */
	public TimeWindow within(Instant notBefore, Instant notAfter) {
		Instant from = notBefore.isAfter(this.earliest) ? notBefore : this.earliest;
		Instant to = notAfter.isBefore(this.latest) ? notAfter : this.latest;
		return from.isAfter(to) ? this : new TimeWindow(from, to);
	}

	/**
	 * This span, widened to whole minutes, or hours or days where it is as long as one of
	 * them. A label that merely ages then means the same span for as long as it can.
	 */
	public TimeWindow coarse() {
		Duration length = Duration.between(this.earliest, this.latest.plusSeconds(1));
		Duration unit = Stream.of(Duration.ofDays(1), Duration.ofHours(1))
			.filter((each) -> length.compareTo(each) >= 0)
			.findFirst()
			.orElse(Duration.ofMinutes(1));
		long seconds = unit.toSeconds();
		return new TimeWindow(Instant.ofEpochSecond(Math.floorDiv(this.earliest.getEpochSecond(), seconds) * seconds),
				Instant.ofEpochSecond(Math.ceilDiv(this.latest.getEpochSecond() + 1, seconds) * seconds - 1));
	}

	/** The seconds between two moments, as the upstream counts them. */
	public static TimeWindow seconds(Instant from, Instant to) {
		return new TimeWindow(from.truncatedTo(ChronoUnit.SECONDS), to.truncatedTo(ChronoUnit.SECONDS));
	}

}
