package vision.bff.upstream;

import java.time.Instant;

/**
 * A span of whole seconds, both ends included.
 */
record TimeWindow(Instant earliest, Instant latest) {

	/**
	 * What is left of this span between two bounds. A bound that contradicts the span is
	 * not believed.
	 */
	TimeWindow within(Instant notBefore, Instant notAfter) {
		Instant from = notBefore.isAfter(this.earliest) ? notBefore : this.earliest;
		Instant to = notAfter.isBefore(this.latest) ? notAfter : this.latest;
		return from.isAfter(to) ? this : new TimeWindow(from, to);
	}

}
