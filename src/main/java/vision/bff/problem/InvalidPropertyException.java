package vision.bff.problem;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A property has a value with which nothing can start.
 */
public final class InvalidPropertyException extends RuntimeException {

	private final String mend;

	/**
	 * What the report of the failed start says.
	 * @param name the whole name of the property
	 * @param value its value, or what stands for it where it is a secret
	 * @param mend what to do, a sentence for an operator
	 */
	public InvalidPropertyException(String name, String value, String mend, @Nullable Throwable cause) {
		super("The property '%s' cannot be '%s'.".formatted(name, value), cause);
		this.mend = mend;
	}

	/** Makes sure that a time is longer than nothing, and at most an hour. */
	public static void requireTime(String name, Duration value, String example) {
		if (!value.isPositive() || value.compareTo(Duration.ofHours(1)) > 0) {
			throw new InvalidPropertyException(name, value.toString(),
					"Set it to a time of at most an hour, such as " + example, null);
		}
	}

	/** Makes sure that a number is within its bounds, both included. */
	public static void requireNumber(String name, long value, long least, long most) {
		if (value < least || value > most) {
			throw new InvalidPropertyException(name, Long.toString(value),
					"Set it to a number from %d to %d".formatted(least, most), null);
		}
	}

	String mend() {
		return this.mend;
	}

}
