package vision.bff.problem;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not a success, as RFC 9457 has it.
 *
 * @param type where this kind of problem is explained
 * @param title the kind of problem, always the same for a code
 * @param status the HTTP status
 * @param detail this occurrence, in words
 * @param instance the path that was asked for; of a request line that cannot be read, a
 * name of the occurrence
 * @param code the kind of problem, for programs
 * @param traceId the name of this occurrence in our log and traces
 * @param retryable whether the same request can succeed later
 * @param errors what is wrong with the input, if that is what is wrong
 * @param outcome what became of a write that failed upstream, otherwise absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(@Schema(format = "uri-reference", maxLength = 64) URI type, @Schema(maxLength = 128) String title,
		@Schema(minimum = "400", maximum = "599") int status, @Schema(maxLength = 512) String detail,
		@Schema(format = "uri-reference", maxLength = 8192) String instance, ProblemCode code,
		@Schema(pattern = "^[0-9a-f]{32}$", maxLength = 32) String traceId, boolean retryable,
		@ArraySchema(maxItems = 100) @Nullable List<InvalidValue> errors, @Nullable Outcome outcome) {

	/**
	 * The problem of a request, which is noted for the log.
	 */
	static Problem of(ProblemException exception, HttpServletRequest request, String path) {
		ProblemCode code = exception.code();
		code.note(request);
		return new Problem(URI.create("/problems/" + code.code()), code.title(), code.status().value(),
				exception.detail(), path, code, TraceId.of(request), code.retryable(),
				exception.errors().isEmpty() ? null : exception.errors(), exception.outcome());
	}

}
