package vision.bff.sandbox;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A planned fault as JSON: all but the fault may be missing.
 *
 * @param delay in milliseconds
 */
record FaultOrder(@Nullable String call, @Nullable String fault, @Nullable Integer times, @Nullable Double share,
		@Nullable Long seed, @Nullable Integer status, @Nullable Long delay) {

	static FaultOrder of(PlannedFault fault) {
		return new FaultOrder(fault.call(), Labels.of(fault.kind()),
				(fault.times() != PlannedFault.ALWAYS) ? fault.times() : null, fault.share(), fault.seed(),
				fault.status(), fault.delay().toMillis());
	}

	/**
	 * Checks what was ordered.
	 * @throws IllegalArgumentException with a sentence for who ordered it
	 */
	PlannedFault planned() {
		if (this.fault == null) {
			throw new IllegalArgumentException("fault must be one of %s.".formatted(Labels.all(FaultKind.class)));
		}
		PlannedFault planned = PlannedFault.of((this.call != null) ? this.call : PlannedFault.ANY,
				Labels.find(FaultKind.class, "fault", this.fault));
		if (this.share != null) {
			planned = planned.withShare(this.share, (this.seed != null) ? this.seed : 0);
		}
		if (this.times != null) {
			planned = planned.withTimes(this.times);
		}
		if (this.status != null) {
			planned = planned.withStatus(this.status);
		}
		return (this.delay != null) ? planned.withDelay(Duration.ofMillis(this.delay)) : planned;
	}

}
