package vision.bff.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One part of a request that is not as it should be.
 *
 * @param parameter the name of the path or query parameter or header, if it is one
 * @param pointer the JSON Pointer (RFC 6901) into the body, if it is there
 * @param message what it should be, for a developer to read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvalidValue(@Nullable String parameter, @Nullable String pointer, String message) {

	public static InvalidValue parameter(String name, String message) {
		return new InvalidValue(name, null, message);
	}

	public static InvalidValue pointer(String pointer, String message) {
		return new InvalidValue(null, pointer, message);
	}

}
