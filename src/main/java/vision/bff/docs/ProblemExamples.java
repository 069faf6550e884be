package vision.bff.docs;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.examples.Example;

import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;

/**
 * Two examples of each problem for the OpenAPI document: of a read, and of a write, which
 * tells what became of it.
 */
final class ProblemExamples {

	private static final EnumSet<ProblemCode> OF_NO_OPERATION = EnumSet.of(ProblemCode.NOT_FOUND,
			ProblemCode.METHOD_NOT_ALLOWED);

	private static final EnumSet<ProblemCode> OF_NO_READ = EnumSet.of(ProblemCode.MESSAGING_NOT_ALLOWED,
			ProblemCode.BLOCKED, ProblemCode.INVALID_MESSAGE, ProblemCode.IMAGE_TOO_LARGE, ProblemCode.INVALID_IMAGE,
			ProblemCode.UPLOAD_STALLED, ProblemCode.IDEMPOTENCY_KEY_IN_USE, ProblemCode.IDEMPOTENCY_KEY_REUSED);

	private static final EnumSet<ProblemCode> OF_NO_WRITE = EnumSet.of(ProblemCode.CHAT_NOT_FOUND,
			ProblemCode.CANNOT_PEEK, ProblemCode.SEARCH_UNAVAILABLE);

	static final Map<String, Example> ALL = all();

	private ProblemExamples() {
	}

	static String reference(ProblemCode code, boolean write) {
		return "#/components/examples/" + name(code, write);
	}

	private static Map<String, Example> all() {
		Map<String, Example> all = new LinkedHashMap<>();
		for (ProblemCode code : EnumSet.complementOf(OF_NO_OPERATION)) {
			if (!OF_NO_READ.contains(code)) {
				all.put(name(code, false), new Example().summary(code.title()).value(value(code, false)));
			}
			if (!OF_NO_WRITE.contains(code)) {
				all.put(name(code, true), new Example().summary(code.title()).value(value(code, true)));
			}
		}
		return all;
	}

	private static String name(ProblemCode code, boolean write) {
		return write ? code.code() + "-of-a-write" : code.code();
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
		if (code == ProblemCode.INVALID_IMAGE) {
			example.put("errors",
					List.of(InvalidValue.pointer("/image", "must be whole, but ends before its format says")));
		}
		if (write) {
			example.put("outcome", code.outcome());
		}
		return example;
	}

}
