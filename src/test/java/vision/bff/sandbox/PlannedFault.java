package vision.bff.sandbox;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A fault that waits for the requests it is meant for.
 *
 * @param call the call it is meant for, which is its path behind {@code /mobile_api/} or
 * {@code /native_api/}, or {@link #ANY}
 * @param times how many requests it spoils before it is used up
 * @param share the share of the requests it spoils, drawn from a random sequence that the
 * seed fixes; under parallel requests the draws are the same but not who gets them
 * @param status the status of {@link FaultKind#STATUS} and
 * {@link FaultKind#STATUS_AFTER_STORING}
 * @param delay how long the answer waits after the call took effect, or did not
 */
public record PlannedFault(String call, FaultKind kind, int times, double share, long seed, int status,
		Duration delay) {

	/**
	 * Stands for every call.
	 */
	public static final String ANY = "any";

	/**
	 * As many times as there are requests.
	 */
	public static final int ALWAYS = Integer.MAX_VALUE;

	private static final Duration LONGEST = Duration.ofHours(1);

	public PlannedFault {
		require(call.equals(ANY) || Scripts.exists(call), "There is no call %s.".formatted(call));
		require(times > 0, "times must be positive.");
		require(share > 0 && share <= 1, "share must be above 0 and at most 1.");
		require(status >= 200 && status <= 599, "status must be from 200 to 599.");
		require(!delay.isNegative() && delay.compareTo(LONGEST) <= 0, "delay must be from 0 to an hour.");
	}

	/**
	 * The fault once, with the status 502 if it is about one, and with a delay of a
	 * second if it is one, else without.
	 */
	public static PlannedFault of(String call, FaultKind kind) {
		return new PlannedFault(call, kind, 1, 1, 0, 502,
				(kind == FaultKind.DELAY) ? Duration.ofSeconds(1) : Duration.ZERO);
	}

	public PlannedFault withTimes(int times) {
		return new PlannedFault(this.call, this.kind, times, this.share, this.seed, this.status, this.delay);
	}

	/**
	 * Some of all requests from now on; limit them with {@link #withTimes} afterwards.
	 */
	public PlannedFault withShare(double share, long seed) {
		return new PlannedFault(this.call, this.kind, ALWAYS, share, seed, this.status, this.delay);
	}

	public PlannedFault withStatus(int status) {
		return new PlannedFault(this.call, this.kind, this.times, this.share, this.seed, status, this.delay);
	}

	public PlannedFault withDelay(Duration delay) {
		return new PlannedFault(this.call, this.kind, this.times, this.share, this.seed, this.status, delay);
	}

	boolean isFor(String path) {
		String meant = Scripts.call(path);
		return meant != null && (this.call.equals(ANY) || meant.equals(this.call));
	}

	/**
	 * The spoilt answer; the site is asked only if the call is to take effect.
	 */
	Answer answer(Supplier<Answer> site) {
		Answer answer = this.kind.takesEffect() ? site.get() : Answer.EMPTY_ERROR;
		return switch (this.kind) {
			case DELAY, RESET, RESET_AFTER_STORING, BROKEN_OFF_AFTER_STORING, ERROR500 -> answer;
			case ERROR500_AFTER_STORING -> Answer.EMPTY_ERROR;
			case CODE500_AFTER_STORING -> Answer.FAILED;
			case STATUS, STATUS_AFTER_STORING -> Answer.webServer(this.status);
			case FATAL_ERROR -> Answer.fatalError("Exception: MySQL server has gone away query: SELECT *");
			case WARNING -> answer.afterWarning();
			case DATABASE_DOWN -> Answer.DATABASE_DOWN;
			case DATABASE_DOWN_BEHIND_HTML -> Answer.DATABASE_DOWN.afterWarning();
			case TRUNCATED -> answer.truncated();
			case UNKNOWN_CODE -> Answer.of(299, "Something new");
			case UNKNOWN_MESSAGE -> Answer.of(400, "Something new");
		};
	}

	private static void require(boolean condition, String sentence) {
		if (!condition) {
			throw new IllegalArgumentException(sentence);
		}
	}

}
