package vision.bff.observability;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.connector.Response;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.http.HttpMethod;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

import vision.bff.web.HeaderNames;
import vision.bff.web.ReportedProblem;
import vision.bff.web.StreamedEvents;
import vision.bff.web.TraceId;
import vision.bff.web.UpstreamCallCount;

/**
 * What is said of one request, which is nothing that a person wrote: the route instead of
 * the path, and no query, header or address. The fields have the names of the Elastic
 * Common Schema where it has one; the duration is in nanoseconds there.
 */
record RequestLogLine(HttpServletRequest request, Response response, long nanos) {

	private static final List<String> METHODS = Stream.of(HttpMethod.values()).map(HttpMethod::name).toList();

	private static final String CACHE_NAME = "vision-bff; ";

	void write(LoggingEventBuilder builder) {
		int calls = UpstreamCallCount.of(ServerHttpObservationFilter.findObservationContext(this.request).orElse(null));
		LoggingEventBuilder line = builder.addKeyValue("traceId", TraceId.of(this.request))
			.addKeyValue("http.request.method", method())
			.addKeyValue("http.route", route())
			.addKeyValue("http.response.status_code", this.response.getStatus())
			.addKeyValue("event.duration", this.nanos)
			.addKeyValue("upstream.calls", calls);
		StringBuilder words = new StringBuilder(method() + " " + route() + " " + this.response.getStatus() + " in "
				+ TimeUnit.NANOSECONDS.toMillis(this.nanos) + " ms, " + calls + " upstream calls");
		Integer events = StreamedEvents.of(this.request);
		if (events != null) {
			line = line.addKeyValue("live.events", events);
			words.append(", ").append(events).append(" events");
		}
		String cache = this.response.getHeader(HeaderNames.CACHE_STATUS);
		if (cache != null) {
			String result = cache.replace(CACHE_NAME, "");
			line = line.addKeyValue("cache.result", result);
			words.append(", cache ").append(result);
		}
		ReportedProblem problem = ReportedProblem.of(this.request);
		if (problem != null) {
			line = line.addKeyValue("problem.code", problem.code().code());
			words.append(", ").append(problem.code().code());
			if (problem.failure() != null) {
				line = line.addKeyValue("upstream.failure", problem.failure());
				words.append(" (").append(problem.failure()).append(')');
			}
		}
		line.log(words.append(", traceId ").append(TraceId.of(this.request)).toString());
	}

	private String method() {
		return METHODS.contains(this.request.getMethod()) ? this.request.getMethod() : "-";
	}

	private String route() {
		return (this.request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern)
				? pattern : "-";
	}

}
