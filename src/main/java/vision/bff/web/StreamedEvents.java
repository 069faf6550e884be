package vision.bff.web;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * How many events a request was answered with, for the log.
 */
public final class StreamedEvents {

	private static final String ATTRIBUTE = StreamedEvents.class.getName();

	private StreamedEvents() {
	}

	public static void set(ServletRequest request, int count) {
		request.setAttribute(ATTRIBUTE, count);
	}

	/** {@code null} if the answer is no stream. */
	public static @Nullable Integer of(ServletRequest request) {
		return (Integer) request.getAttribute(ATTRIBUTE);
	}

}
