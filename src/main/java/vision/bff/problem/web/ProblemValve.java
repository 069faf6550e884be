package vision.bff.problem.web;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Objects;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.security.web.header.HeaderWriter;

import vision.bff.problem.ProblemException;
import vision.bff.web.TraceId;

/**
 * Turns what Tomcat refuses before any application is reached, such as too large headers,
 * into its problem.
 */
class ProblemValve extends ErrorReportValve {

	private final JsonMapper jsonMapper;

	private final HeaderWriter headers;

	ProblemValve(JsonMapper jsonMapper, HeaderWriter headers) {
		this.jsonMapper = jsonMapper;
		this.headers = headers;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		String path = Objects.requireNonNullElse(request.getRequestURI(), "");
		ProblemException problem = new ProblemException(ContainerRefusal.code(response.getStatus(), path, throwable));
		byte[] body = this.jsonMapper
			.writeValueAsBytes(Problem.of(problem, request, path.isEmpty() ? occurrence(request) : path));
		response.setStatus(problem.code().status().value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.setCharacterEncoding((Charset) null);
		response.setHeader("Cache-Control", "no-store");
		this.headers.writeHeaders(request, response);
		response.setContentLength(body.length);
		try {
			response.getOutputStream().write(body);
			response.finishResponse();
		}
		catch (IOException ex) {
			getContainer().getLogger().debug("The client went away before its answer was written");
		}
	}

	/** What stands for a path that could not be read. */
	private static String occurrence(Request request) {
		return TraceId.of(request).replaceFirst("(.{8})(.{4})(.{4})(.{4})", "urn:uuid:$1-$2-$3-$4-");
	}

}
