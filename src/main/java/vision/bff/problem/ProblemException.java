package vision.bff.problem;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of this API: an answer from the catalogue. It carries nothing that
 * the upstream or a person wrote, and no stack trace: it is no bug, and whoever asks too
 * often or with a bad credential shall cost little.
 */
public final class ProblemException extends RuntimeException {

	private final ProblemCode code;

	private final String detail;

	private final List<InvalidValue> errors;

	private final @Nullable Outcome outcome;

	private final @Nullable Duration retryAfter;

	private final @Nullable String failure;

	private ProblemException(ProblemCode code, String detail, List<InvalidValue> errors, @Nullable Outcome outcome,
			@Nullable Duration retryAfter, @Nullable String failure) {
		super(code.code() + ": " + detail, null, false, false);
		this.code = code;
		this.detail = detail;
		this.errors = errors;
		this.outcome = outcome;
		this.retryAfter = retryAfter;
		this.failure = failure;
	}

	public ProblemException(ProblemCode code) {
		this(code, code.explanation(), List.of(), null, null, null);
	}

	public ProblemException(ProblemCode code, String detail) {
		this(code, detail, List.of(), null, null, null);
	}

	public ProblemException(ProblemCode code, InvalidValue error) {
		this(code, code.explanation(), List.of(error), null, null, null);
	}

	public static ProblemException invalid(List<InvalidValue> errors) {
		return new ProblemException(ProblemCode.INVALID_REQUEST, ProblemCode.INVALID_REQUEST.explanation(),
				List.copyOf(errors), null, null, null);
	}

	/** The same problem, with what is wrong with the request. */
	public ProblemException with(List<InvalidValue> errors) {
		return new ProblemException(this.code, this.detail, List.copyOf(errors), this.outcome, this.retryAfter,
				this.failure);
	}

	/** The same problem, for a write that it stopped. */
	public ProblemException of(Outcome outcome) {
		return new ProblemException(this.code, this.detail, this.errors, outcome, this.retryAfter, this.failure);
	}

	/** The same problem, which may be over then; told in whole seconds, at least one. */
	public ProblemException retryAfter(Duration retryAfter) {
		return new ProblemException(this.code, this.detail, this.errors, this.outcome, retryAfter, this.failure);
	}

	/**
	 * The same problem, with its cause for those who run this.
	 * @param failure of which kind it is at the upstream; holds nothing of the request
	 */
	public ProblemException because(String failure) {
		return new ProblemException(this.code, this.detail, this.errors, this.outcome, this.retryAfter, failure);
	}

	public ProblemCode code() {
		return this.code;
	}

	public String detail() {
		return this.detail;
	}

	public List<InvalidValue> errors() {
		return this.errors;
	}

	public @Nullable Outcome outcome() {
		return this.outcome;
	}

	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/** The kind of failure of the upstream, if it was one. */
	public @Nullable String failure() {
		return this.failure;
	}

}
