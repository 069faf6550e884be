package vision.bff.upstream;

import java.util.ArrayList;
import java.util.List;

import vision.bff.chat.Id;
import vision.bff.message.Message;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Finds the oldest messages above an id. Of a range the upstream only ever returns the
 * newest (UPSTREAM.md, "get_messages"), so the range is narrowed down from above: as far
 * as the messages are dense, and by halves where that misleads. No call asks for more
 * than about two pages.
 */
final class OldestAbove {

	private static final int MAX_CALLS = 64;

	/** What some early releases return at most, whatever they are asked for. */
	static final int SMALLEST_ANSWER = 20;

	/** So that a small limit does not take many calls. */
	private static final int SMALLEST_SAMPLE = 41;

	private final MessageSource rows;

	private final int limit;

	private final int sample;

	/** What is known without a gap, from the id on that was asked for. */
	private final List<Message> known = new ArrayList<>();

	/** The largest id below which nothing is missing in what is known. */
	private long low;

	private OldestAbove(MessageSource rows, long above, int limit) {
		this.rows = rows;
		this.low = above;
		this.limit = limit;
		this.sample = Math.max(SMALLEST_SAMPLE, 2 * limit + 1);
	}

	/**
	 * @param more whether there are newer ones
	 */
	record Found(List<Message> messages, boolean more) {
	}

	static Found find(MessageSource rows, long above, int limit) {
		return new OldestAbove(rows, above, limit).find();
	}

	private Found find() {
		List<Message> upper = this.rows.above(this.low, this.sample);
		if (upper.size() < Math.min(this.sample, SMALLEST_ANSWER)) {
			return found(upper);
		}
		boolean sure = upper.size() >= this.sample;
		for (int call = 1; call < MAX_CALLS; call++) {
			long high = upper.getFirst().id();
			if (high - this.low <= 1) {
				return found(upper);
			}
			long middle = sure ? middle(upper, call) : high;
			sure = true;
			List<Message> below = MessageSource.above(this.low, this.rows.below(middle, this.sample));
			if (below.size() == this.sample) {
				upper = below;
			}
			else {
				this.known.addAll(below);
				this.low = middle - 1;
			}
			if (this.known.size() > this.limit) {
				return found(List.of());
			}
		}
		throw new ProblemException(ProblemCode.UPSTREAM_ERROR);
	}

	/**
	 * An id with about as many messages below it as are wanted, if they are as dense
	 * there as above; every second time half the way.
	 */
	private long middle(List<Message> upper, int call) {
		long high = upper.getFirst().id();
		long wanted = this.limit + 1L - this.known.size() + this.limit / 4;
		long span = Math.ceilDiv(upper.getLast().id() - high + 1, (long) upper.size());
		long middle = (call % 2 == 0) ? this.low + (high - this.low) / 2
				: this.low + 1 + Math.min(span, Id.LARGEST / wanted) * wanted;
		return Math.clamp(middle, this.low + 2, high);
	}

	private Found found(List<Message> rest) {
		this.known.addAll(rest);
		int size = Math.min(this.limit, this.known.size());
		return new Found(List.copyOf(this.known.subList(0, size)), this.known.size() > size);
	}

}
