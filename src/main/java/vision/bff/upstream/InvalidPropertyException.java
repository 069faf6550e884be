package vision.bff.upstream;

import org.jspecify.annotations.Nullable;

/**
 * A property has a value with which nothing can start.
 */
final class InvalidPropertyException extends RuntimeException {

	private final String mend;

	InvalidPropertyException(String name, String value, String mend, @Nullable Throwable cause) {
		super("The property '%s' cannot be '%s'.".formatted(name, value), cause);
		this.mend = mend;
	}

	String mend() {
		return this.mend;
	}

}
