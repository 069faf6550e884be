package vision.bff.upstream.answer;

import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * What a failure of the site is to our callers.
 */
public final class FailureProblems {

	private static final String CHALLENGED = "Something before 1.vision takes this service for a machine and lets nothing through. "
			+ "Who runs the service finds in its runbook what to do.";

	private FailureProblems() {
	}

	public static ProblemException ofRead(Answer.Failure failure) {
		ProblemCode code = problem(failure);
		ProblemException exception = (failure instanceof Answer.Challenge) ? new ProblemException(code, CHALLENGED)
				: new ProblemException(code);
		return ((failure instanceof Answer.Busy busy) ? exception.retryAfter(busy.retryAfter()) : exception)
			.because(failure.kind());
	}

	/** The problem of a search, which many sites cannot do. */
	public static ProblemException ofSearch(Answer.Failure failure) {
		return isBroken(failure) ? new ProblemException(ProblemCode.SEARCH_UNAVAILABLE) : ofRead(failure);
	}

	/** The problem of a sign-in, which not every site has as it is known. */
	public static ProblemException ofSignIn(Answer.Failure failure) {
		return isBroken(failure) ? new ProblemException(ProblemCode.SIGN_IN_UNAVAILABLE).because(failure.kind())
				: ofRead(failure);
	}

	/** The problem of a write, which has to tell what became of it. */
	public static ProblemException ofWrite(Answer.Failure failure) {
		return ofRead(failure).of(outcome(failure));
	}

	private static ProblemCode problem(Answer.Failure failure) {
		return switch (failure) {
			case Answer.Rejected rejected -> rejected.problem();
			case Answer.SessionRefused _ -> ProblemCode.INVALID_SESSION;
			case Answer.Redirect _ -> ProblemCode.UPSTREAM_UNREACHABLE;
			case Answer.Declined _, Answer.TooLarge _, Answer.Outage _, Answer.DatabaseDown _, Answer.Challenge _,
					Answer.Fault _ ->
				ProblemCode.UPSTREAM_ERROR;
			case Answer.Disabled _ -> ProblemCode.API_DISABLED;
			case Answer.Busy _ -> ProblemCode.OVERLOADED;
			case Answer.Unreadable _ -> ProblemCode.UPSTREAM_UNREADABLE;
			case NoAnswer none -> none.problem();
		};
	}

	/** UPSTREAM.md, "search_messages": a fatal error, which some sites do not show. */
	private static boolean isBroken(Answer.Failure failure) {
		return switch (failure) {
			case Answer.Declined _, Answer.TooLarge _, Answer.Fault _, Answer.Unreadable _ -> true;
			case Answer.Rejected _, Answer.SessionRefused _, Answer.Redirect _, Answer.DatabaseDown _,
					Answer.Challenge _, Answer.Disabled _, Answer.Busy _ ->
				false;
			case Answer.Outage outage -> !outage.isTransient();
			case NoAnswer none -> none == NoAnswer.GARBLED || none == NoAnswer.TOO_LONG;
		};
	}

	/** Only a refusal that came before anything was done is certain. */
	private static Outcome outcome(Answer.Failure failure) {
		boolean certain = switch (failure) {
			case Answer.Rejected _, Answer.SessionRefused _, Answer.Redirect _, Answer.TooLarge _, Answer.Challenge _,
					Answer.Disabled _, Answer.Busy _ ->
				true;
			case Answer.Declined _, Answer.Outage _, Answer.DatabaseDown _, Answer.Fault _, Answer.Unreadable _ ->
				false;
			case NoAnswer none -> !none.asked();
		};
		return certain ? Outcome.NOT_SENT : Outcome.UNKNOWN;
	}

}
