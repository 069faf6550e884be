package vision.bff.upstream.answer;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * What a failure of the site is to our callers.
 */
public final class FailureProblems {

	private FailureProblems() {
	}

	public static ProblemException ofRead(Answer.Failure failure) {
		ProblemException exception = new ProblemException(problem(failure)).because(failure.kind());
		return (failure instanceof Answer.Busy busy) ? exception.retryAfter(busy.retryAfter()) : exception;
	}

	/**
	 * The problem of a search, which many sites cannot do.
	 */
	public static ProblemException ofSearch(Answer.Failure failure) {
		return isBroken(failure) ? new ProblemException(ProblemCode.SEARCH_UNAVAILABLE) : ofRead(failure);
	}

	/**
	 * The problem of a write, which has to tell what became of it.
	 */
	public static ProblemException ofWrite(Answer.Failure failure) {
		return ofRead(failure).of(outcome(failure));
	}

	private static ProblemCode problem(Answer.Failure failure) {
		return switch (failure) {
			case Answer.Rejected rejected -> rejected.reason().problem();
			case Answer.SessionRefused refused -> ProblemCode.INVALID_SESSION;
			case Answer.Redirect redirect -> ProblemCode.UPSTREAM_UNREACHABLE;
			case Answer.Declined declined -> ProblemCode.UPSTREAM_ERROR;
			case Answer.TooLarge large -> ProblemCode.UPSTREAM_ERROR;
			case Answer.Outage outage -> ProblemCode.UPSTREAM_ERROR;
			case Answer.DatabaseDown down -> ProblemCode.UPSTREAM_ERROR;
			case Answer.Disabled disabled -> ProblemCode.API_DISABLED;
			case Answer.Busy busy -> ProblemCode.OVERLOADED;
			case Answer.Fault fault -> ProblemCode.UPSTREAM_ERROR;
			case Answer.Unreadable unreadable -> ProblemCode.UPSTREAM_UNREADABLE;
			case NoAnswer none -> none.problem();
		};
	}

	/**
	 * UPSTREAM.md, "search_messages": a fatal error, which some sites do not show.
	 */
	private static boolean isBroken(Answer.Failure failure) {
		return switch (failure) {
			case Answer.Rejected rejected -> false;
			case Answer.SessionRefused refused -> false;
			case Answer.Redirect redirect -> false;
			case Answer.DatabaseDown down -> false;
			case Answer.Disabled disabled -> false;
			case Answer.Busy busy -> false;
			case Answer.Declined declined -> true;
			case Answer.TooLarge large -> true;
			case Answer.Fault fault -> true;
			case Answer.Unreadable unreadable -> true;
			case Answer.Outage outage -> !outage.isTransient();
			case NoAnswer none -> none == NoAnswer.GARBLED || none == NoAnswer.TOO_LONG;
		};
	}

	/**
	 * Only a refusal that came before anything was done is certain.
	 */
	private static Outcome outcome(Answer.Failure failure) {
		boolean certain = switch (failure) {
			case Answer.Rejected rejected -> true;
			case Answer.SessionRefused refused -> true;
			case Answer.Redirect redirect -> true;
			case Answer.TooLarge large -> true;
			case Answer.Declined declined -> false;
			case Answer.Disabled disabled -> true;
			case Answer.Busy busy -> true;
			case Answer.Outage outage -> false;
			case Answer.DatabaseDown down -> false;
			case Answer.Fault fault -> false;
			case Answer.Unreadable unreadable -> false;
			case NoAnswer none -> !none.asked();
		};
		return certain ? Outcome.NOT_SENT : Outcome.UNKNOWN;
	}

}
