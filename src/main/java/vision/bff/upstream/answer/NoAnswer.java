package vision.bff.upstream.answer;

import java.util.Locale;

import vision.bff.problem.ProblemCode;

/**
 * Why nothing came back that could be looked at.
 */
public enum NoAnswer implements Answer.Failure {

	/** Nobody listens there. */
	REFUSED(ProblemCode.UPSTREAM_UNREACHABLE, false),

	/** The name of the site has no address. */
	UNKNOWN_HOST(ProblemCode.UPSTREAM_UNREACHABLE, false),

	/** There is no TLS connection to be had, or none to be trusted. */
	UNTRUSTED(ProblemCode.UPSTREAM_UNREACHABLE, false),

	/** No connection came about in time. */
	NOT_CONNECTED(ProblemCode.UPSTREAM_TIMEOUT, false),

	/** The request had no time left for this call. */
	NO_TIME_LEFT(ProblemCode.UPSTREAM_TIMEOUT, false),

	/** The answer was not complete in time. */
	LATE(ProblemCode.UPSTREAM_TIMEOUT, true),

	/** The connection broke before the answer was complete. */
	BROKEN(ProblemCode.UPSTREAM_UNREACHABLE, true),

	/** What came was no HTTP. */
	GARBLED(ProblemCode.UPSTREAM_UNREADABLE, true),

	/** The answer is larger than any that is read. */
	TOO_LONG(ProblemCode.UPSTREAM_UNREADABLE, true);

	private final ProblemCode problem;

	private final boolean asked;

	NoAnswer(ProblemCode problem, boolean asked) {
		this.problem = problem;
		this.asked = asked;
	}

	ProblemCode problem() {
		return this.problem;
	}

	/** Whether the upstream can have heard the question. */
	boolean asked() {
		return this.asked;
	}

	@Override
	public boolean isTransient() {
		return this == REFUSED || this == BROKEN;
	}

	@Override
	public String kind() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
