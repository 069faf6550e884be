package vision.bff.idempotency;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Names the sending of one message, so that it can be asked for again without being done
 * again.
 *
 * @param value 1..255 visible ASCII characters
 */
public record IdempotencyKey(String value) {

	public static final int MAX_LENGTH = 255;

	/**
	 * @throws ProblemException {@code invalid-request}
	 */
	public IdempotencyKey {
		boolean visible = value.chars().allMatch((character) -> character > ' ' && character < 0x7f);
		if (value.isEmpty() || value.length() > MAX_LENGTH || !visible) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					InvalidValue.parameter("Idempotency-Key", "must be 1 to 255 visible ASCII characters"));
		}
	}

	/**
	 * @throws ProblemException {@code invalid-request}
	 */
	public static @Nullable IdempotencyKey of(@Nullable String header) {
		return (header != null) ? new IdempotencyKey(header) : null;
	}

}
