package vision.bff.web;

import java.util.UUID;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * The name of a request in logs, traces and problems: 32 hexadecimal digits (W3C Trace
 * Context section 3.2.2.3).
 */
public final class TraceId {

	private static final String ATTRIBUTE = TraceId.class.getName();

	private TraceId() {
	}

	/**
	 * The id of the trace that the request belongs to; of what is refused before it is
	 * traced, one that was made up for it.
	 */
	public static String of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String known) {
			return known;
		}
		String id = traced(request);
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	private static String traced(HttpServletRequest request) {
		TracingContext tracing = ServerHttpObservationFilter.findObservationContext(request)
			.map((observed) -> observed.<TracingContext>get(TracingContext.class))
			.orElse(null);
		return (tracing != null && tracing.getSpan() != null) ? tracing.getSpan().context().traceId()
				: UUID.randomUUID().toString().replace("-", "");
	}

}
