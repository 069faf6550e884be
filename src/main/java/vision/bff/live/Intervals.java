package vision.bff.live;

import java.time.Duration;

/**
 * How often is looked for what, while something happens.
 *
 * @param counter the counter of unread messages
 * @param list the list, if nothing tells that it has changed
 * @param listAlone the list of a site without a counter
 * @param open what is new in an open chat
 * @param page what of an open chat was seen or deleted
 * @param slowest all but the list, once nothing has happened for long
 * @param quiet for how long nothing must have happened for each step to slower
 */
record Intervals(Duration counter, Duration list, Duration listAlone, Duration open, Duration page, Duration slowest,
		Duration quiet) {

	static final Intervals DEFAULT = new Intervals(Duration.ofSeconds(3), Duration.ofSeconds(30), Duration.ofSeconds(5),
			Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofMinutes(2));

	/** Once nothing has happened for so long. */
	Duration slower(Duration interval, Duration quietFor) {
		Duration slower = interval.multipliedBy(1 + quietFor.dividedBy(this.quiet));
		Duration most = (interval.compareTo(this.slowest) > 0) ? interval : this.slowest;
		return (slower.compareTo(most) < 0) ? slower : most;
	}

}
