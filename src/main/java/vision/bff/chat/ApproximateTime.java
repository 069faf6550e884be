package vision.bff.chat;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A moment that 1.vision only shows as a text for people.
 *
 * @param label what the site displays, in its own words
 * @param earliest the first second in which it can have been; {@code null}, like
 * {@code latest}, if the label cannot be read
 * @param latest the last second in which it can have been
 */
public record ApproximateTime(String label, @Nullable Instant earliest, @Nullable Instant latest) {

	public ApproximateTime {
		if ((earliest == null) != (latest == null) || (earliest != null && earliest.isAfter(latest))) {
			throw new IllegalArgumentException("Not a span of time: " + earliest + " to " + latest);
		}
	}

}
