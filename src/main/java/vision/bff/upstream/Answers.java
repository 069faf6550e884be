package vision.bff.upstream;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/**
 * The one place that decides what an answer is: UPSTREAM.md, "Transport".
 */
final class Answers {

	private final JsonMapper jsonMapper;

	Answers(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	Answer route(ResponseEntity<byte[]> response) {
		HttpStatusCode status = response.getStatusCode();
		if (status.is3xxRedirection()) {
			return new Answer.Redirect();
		}
		if (status.value() == 413) {
			return new Answer.TooLarge();
		}
		if (!status.is2xxSuccessful()) {
			return new Answer.Fault();
		}
		JsonNode body = read(response.getBody());
		if (body == null || !body.isObject()) {
			return new Answer.Unreadable();
		}
		return route(body);
	}

	private Answer route(JsonNode body) {
		String message = body.path("message").asString("");
		return switch (code(body)) {
			case 200 -> new Answer.Success(body.path("data"));
			case 204 -> new Answer.Empty();
			case 400 -> Rejection.of(message).<Answer>map(Answer.Rejected::new).orElseGet(() -> withoutCode(body));
			case 401 -> new Answer.SessionRefused();
			case 404 -> "No data found".equals(message) ? new Answer.Empty() : new Answer.Fault();
			case -1 -> new Answer.Unreadable();
			default -> new Answer.Fault();
		};
	}

	/**
	 * The session's user is gone: the one refusal that has no code.
	 */
	private static Answer withoutCode(JsonNode body) {
		return "Invalid access token".equals(body.path("error").asString("")) ? new Answer.SessionRefused()
				: new Answer.Fault();
	}

	/**
	 * The code, or the status where there is no code, as a number or as text.
	 */
	private static int code(JsonNode body) {
		JsonNode code = body.has("code") ? body.path("code") : body.path("status");
		return code.isIntegralNumber() || code.isString() ? code.asInt(-1) : -1;
	}

	private @Nullable JsonNode read(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			return null;
		}
		try {
			return this.jsonMapper.readTree(body);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

}
