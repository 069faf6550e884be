package vision.bff.problem;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The one exception of this API: an answer from the catalogue. It carries nothing that
 * the upstream or a person wrote.
 */
public final class ProblemException extends RuntimeException {

	private final ProblemCode code;

	private final String detail;

	private final List<InvalidValue> errors;

	private final @Nullable Outcome outcome;

	private ProblemException(ProblemCode code, String detail, List<InvalidValue> errors, @Nullable Outcome outcome) {
		super(code.code() + ": " + detail);
		this.code = code;
		this.detail = detail;
		this.errors = errors;
		this.outcome = outcome;
	}

	public ProblemException(ProblemCode code) {
		this(code, code.explanation(), List.of(), null);
	}

	public ProblemException(ProblemCode code, String detail) {
		this(code, detail, List.of(), null);
	}

	public ProblemException(ProblemCode code, InvalidValue error) {
		this(code, code.explanation(), List.of(error), null);
	}

	static ProblemException invalid(List<InvalidValue> errors) {
		return new ProblemException(ProblemCode.INVALID_REQUEST, ProblemCode.INVALID_REQUEST.explanation(),
				List.copyOf(errors), null);
	}

	/**
	 * The same problem, for a write that it stopped.
	 * @param outcome what became of the write
	 */
	public ProblemException of(Outcome outcome) {
		return new ProblemException(this.code, this.detail, this.errors, outcome);
	}

	public ProblemCode code() {
		return this.code;
	}

	String detail() {
		return this.detail;
	}

	List<InvalidValue> errors() {
		return this.errors;
	}

	public @Nullable Outcome outcome() {
		return this.outcome;
	}

}
