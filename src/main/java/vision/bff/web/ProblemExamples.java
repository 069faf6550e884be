package vision.bff.web;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.examples.Example;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;

/**
 * An example of each problem for the OpenAPI document, and of those that tell what became
 * of a write a second one.
 */
final class ProblemExamples {

	private static final EnumSet<ProblemCode> OF_NO_OPERATION = EnumSet.of(ProblemCode.NOT_FOUND,
			ProblemCode.METHOD_NOT_ALLOWED);

	static final Map<String, Example> ALL = all();

	private ProblemExamples() {
	}

	static String reference(ProblemCode code, boolean write) {
		return "#/components/examples/" + name(code, write);
	}

	private static Map<String, Example> all() {
		Map<String, Example> all = new LinkedHashMap<>();
		for (ProblemCode code : EnumSet.complementOf(OF_NO_OPERATION)) {
			for (boolean write : List.of(false, true)) {
				all.put(name(code, write), new Example().summary(code.title()).value(value(code, write)));
			}
		}
		return all;
	}

	private static String name(ProblemCode code, boolean write) {
		return (write && tellsTheOutcome(code)) ? code.code() + "-of-a-write" : code.code();
	}

	private static boolean tellsTheOutcome(ProblemCode code) {
		return switch (code) {
			case UPSTREAM_ERROR, UPSTREAM_UNREADABLE, UPSTREAM_UNREACHABLE, UPSTREAM_TIMEOUT, OVERLOADED,
					API_DISABLED ->
				true;
			default -> false;
		};
	}

	private static Map<String, Object> value(ProblemCode code, boolean write) {
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("type", "/problems/" + code.code());
		example.put("title", code.title());
		example.put("status", code.status().value());
		example.put("detail", code.explanation());
		example.put("instance", "/chats/78/messages");
		example.put("code", code.code());
		example.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
		example.put("retryable", code.retryable());
		if (code == ProblemCode.INVALID_REQUEST) {
			example.put("errors",
					List.of(InvalidValue.parameter("userId", "must be an integer from 1 to 9007199254740991")));
		}
		if (code == ProblemCode.INVALID_MESSAGE) {
			example.put("errors", List.of(InvalidValue.pointer("/text", "must not be blank")));
		}
		if (write && tellsTheOutcome(code)) {
			boolean certain = code == ProblemCode.OVERLOADED || code == ProblemCode.API_DISABLED;
			example.put("outcome", certain ? Outcome.NOT_SENT : Outcome.UNKNOWN);
		}
		return example;
	}

}
