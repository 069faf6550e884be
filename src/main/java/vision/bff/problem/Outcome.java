package vision.bff.problem;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What became of a request to write something that failed. What an earlier request with
 * the same {@code Idempotency-Key} did is another matter.
 */
public enum Outcome {

	/** It is certain that nothing was changed. */
	NOT_SENT("not-sent"),

	/** It may or may not have been carried out: look before doing it again. */
	UNKNOWN("unknown");

	private final String value;

	Outcome(String value) {
		this.value = value;
	}

	@JsonValue
	public String value() {
		return this.value;
	}

}
