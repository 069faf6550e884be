package vision.bff.problem.web;

import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;

/**
 * Leads to a place in a JSON body (RFC 6901).
 */
final class JsonPointer {

	private static final int LONGEST_NAME = 64;

	private JsonPointer() {
	}

	static String of(List<JacksonException.Reference> path) {
		return path.stream().map(JsonPointer::token).collect(Collectors.joining());
	}

	private static String token(JacksonException.Reference reference) {
		String name = reference.getPropertyName();
		return "/" + ((name != null) ? shortened(name).replace("~", "~0").replace("/", "~1")
				: Integer.toString(reference.getIndex()));
	}

	/** As much of a name that a client made up as is told to it again. */
	private static String shortened(String name) {
		return (name.codePointCount(0, name.length()) > LONGEST_NAME)
				? name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME)) : name;
	}

}
