package vision.bff.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A call of anybody, signed in or not.
 */
record OpenCall(Site site, Call call, Instant now, SandboxSettings settings) {

	private static final Answer UNAUTHORIZED = Answer
		.json(new JsonObject().with("code", 401).with("data", List.of()).with("message", "Unauthorized Access"));

	@Nullable Person caller() {
		return this.site.sessions().holder(this.call.session());
	}

	/**
	 * What somebody signed in gets; others are refused.
	 */
	Answer signedIn(Function<Visit, Answer> then) {
		if (this.call.session().equals(SandboxServer.GONE_SESSION)) {
			return Answer.INVALID_TOKEN;
		}
		Person me = caller();
		return (me != null) ? then.apply(new Visit(this.site, this.call, me, this.now, this.settings)) : UNAUTHORIZED;
	}

	Dialect dialect() {
		return this.settings.dialect();
	}

	String origin() {
		return this.call.origin();
	}

}
