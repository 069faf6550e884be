package vision.bff.observability;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

import vision.bff.web.HeaderNames;
import vision.bff.web.ReportedProblem;
import vision.bff.web.TraceId;
import vision.bff.web.UpstreamCallCount;

/**
 * One line for each request, also for what Tomcat refuses by itself. It says nothing that
 * a person wrote: the route instead of the path, and no query, header or address. The
 * fields have the names of the Elastic Common Schema where it has one; the duration is in
 * nanoseconds there.
 */
class RequestLogValve extends ValveBase implements AccessLog {

	private static final Logger logger = LoggerFactory.getLogger(RequestLogValve.class);

	private static final List<String> METHODS = Stream.of(HttpMethod.values()).map(HttpMethod::name).toList();

	private static final String CACHE_NAME = "vision-bff; ";

	RequestLogValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
	}

	@Override
	public void log(Request request, Response response, long nanos) {
		Level level = (response.getStatus() >= 500) ? Level.WARN : Level.INFO;
		if (!logger.isEnabledForLevel(level)) {
			return;
		}
		HttpServletRequest own = request.getRequest();
		String route = (own.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern)
				? pattern : "-";
		String method = METHODS.contains(own.getMethod()) ? own.getMethod() : "-";
		int calls = UpstreamCallCount.of(observed(own));
		LoggingEventBuilder line = logger.atLevel(level)
			.addKeyValue("traceId", TraceId.of(own))
			.addKeyValue("http.request.method", method)
			.addKeyValue("http.route", route)
			.addKeyValue("http.response.status_code", response.getStatus())
			.addKeyValue("event.duration", nanos)
			.addKeyValue("upstream.calls", calls);
		StringBuilder words = new StringBuilder(96).append(method)
			.append(' ')
			.append(route)
			.append(' ')
			.append(response.getStatus())
			.append(" in ")
			.append(TimeUnit.NANOSECONDS.toMillis(nanos))
			.append(" ms, ")
			.append(calls)
			.append(" upstream calls");
		String cache = response.getHeader(HeaderNames.CACHE_STATUS);
		if (cache != null) {
			String result = cache.replace(CACHE_NAME, "");
			line = line.addKeyValue("cache.result", result);
			words.append(", cache ").append(result);
		}
		ReportedProblem problem = ReportedProblem.of(own);
		if (problem != null) {
			line = line.addKeyValue("problem.code", problem.code().code());
			words.append(", ").append(problem.code().code());
			if (problem.failure() != null) {
				line = line.addKeyValue("upstream.failure", problem.failure());
				words.append(" (").append(problem.failure()).append(')');
			}
		}
		line.log(words.append(", traceId ").append(TraceId.of(own)).toString());
	}

	private static @Nullable ServerRequestObservationContext observed(HttpServletRequest request) {
		return ServerHttpObservationFilter.findObservationContext(request).orElse(null);
	}

	@Override
	public void setRequestAttributesEnabled(boolean enabled) {
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return false;
	}

}
