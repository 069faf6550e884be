package vision.bff.sandbox;

import java.time.Instant;

/**
 * A call of somebody signed in, and all that shapes its answer.
 */
record Visit(Site site, Call call, Person me, Instant now, SandboxSettings settings) {

	Dialect dialect() {
		return this.settings.dialect();
	}

	String origin() {
		return this.call.origin();
	}

	String date(Instant instant) {
		return DisplayTime.of(this.settings).format(instant);
	}

	String ago(Instant instant) {
		return RelativeTime.of(this.settings).format(instant, this.now);
	}

}
