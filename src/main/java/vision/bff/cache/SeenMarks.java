package vision.bff.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import vision.bff.message.Message;

/**
 * Tells whether a reading can have marked messages as seen. The answer that marks one
 * still shows it as unseen, but a call that was made again shows what the first one
 * marked.
 */
record SeenMarks(Clock clock) {

	/** Longer than any request and any difference of clocks that is to be expected. */
	private static final Duration JUST_NOW = Duration.ofMinutes(1);

	/** Where a site has no search, a reading forwards marks more than it returns. */
	boolean canBeAmong(List<Message> shown, boolean forwards) {
		Instant justNow = this.clock.instant().minus(JUST_NOW);
		return forwards ? !shown.isEmpty() : !shown.stream()
			.allMatch((message) -> message.mine() || (message.seenAt() != null && message.seenAt().isBefore(justNow)));
	}

}
