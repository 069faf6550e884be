package vision.bff.upstream;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts the looks at messages that mark none as seen, by the way they were taken.
 */
final class Looks {

	private final Map<Way, Counter> counters = new EnumMap<>(Way.class);

	Looks(MeterRegistry meters) {
		for (Way way : Way.values()) {
			this.counters.put(way,
					Counter.builder("vision.upstream.peeks")
						.description("Looks at messages that mark none as seen, by the way they were taken")
						.tag("way", way.name().toLowerCase(Locale.ROOT))
						.register(meters));
		}
	}

	void taken(Way way) {
		Objects.requireNonNull(this.counters.get(way)).increment();
	}

	/** How one looks without marking. */
	enum Way {

		/** By the search of the site. */
		SEARCH,

		/** By reading what is all seen already. */
		READ,

		/** Not at all, as something is unread and the search is broken. */
		NONE

	}

}
