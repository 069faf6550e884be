package vision.bff.upstream.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

/**
 * The one place that decides what an answer is: UPSTREAM.md, "Transport".
 */
final class Answers {

	/** What send_message says of contents that it does not take. */
	private static final String REFUSAL = "An error occurred while processing your request. Please try again later.";

	/**
	 * How many braces are tried as the beginning of the JSON, behind what was printed
	 * before it.
	 */
	private static final int MAX_ATTEMPTS = 16;

	private static final int LONGEST_WAIT_SECONDS = 3_600;

	private final JsonMapper jsonMapper;

	private final Consumer<String> oddities;

	/**
	 * @param oddities is told the kind of anything that the page of the upstream does not
	 * know, never what it said
	 */
	public Answers(JsonMapper jsonMapper, Consumer<String> oddities) {
		this.jsonMapper = jsonMapper.rebuild().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
		this.oddities = oddities;
	}

	public Answer route(ResponseEntity<byte[]> response) {
		HttpStatusCode status = response.getStatusCode();
		if (status.is3xxRedirection()) {
			return new Answer.Redirect();
		}
		if (status.value() == 413) {
			return new Answer.TooLarge();
		}
		if (status.value() == 429) {
			return new Answer.Busy(retryAfter(response.getHeaders()));
		}
		if (status.is5xxServerError()) {
			return new Answer.Outage(status.value());
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

	/**
	 * The seconds of Retry-After (RFC 9110 section 10.2.3). A date there is not worth
	 * being believed.
	 */
	private static Duration retryAfter(HttpHeaders headers) {
		String given = Optional.ofNullable(headers.getFirst(HttpHeaders.RETRY_AFTER)).orElse("").strip();
		long seconds = given.matches("\\d{1,9}") ? Long.parseLong(given) : 1;
		return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_WAIT_SECONDS));
	}

	private Answer route(JsonNode body) {
		String message = body.path("message").asString("");
		return switch (code(body)) {
			case 200 -> new Answer.Success(body.path("data"));
			case 204 -> new Answer.Empty();
			case 400 -> rejected(body, message);
			case 401 -> new Answer.SessionRefused();
			case 404 -> message.equals("No data found") ? new Answer.Empty() : odd("unknown-message");
			case 500 -> message.equals(REFUSAL) ? new Answer.Declined() : new Answer.Fault();
			case -1 -> new Answer.Unreadable();
			default -> odd("unknown-code");
		};
	}

	/**
	 * Without a code, this says that the user of a session is gone, that the database is
	 * down, that the API is switched off, or that a path is not there.
	 */
	private Answer rejected(JsonNode body, String message) {
		if (body.path("error").asString("").equals("Invalid access token")) {
			return new Answer.SessionRefused();
		}
		if (body.has("errors")) {
			return new Answer.DatabaseDown();
		}
		if (body.has("err_code")) {
			boolean off = body.path("err_code").asString("").equals("api_is_disabled");
			return off ? new Answer.Disabled() : new Answer.Fault();
		}
		return Rejection.of(message).<Answer>map(Answer.Rejected::new).orElseGet(() -> odd("unknown-message"));
	}

	private Answer odd(String kind) {
		this.oddities.accept(kind);
		return new Answer.Fault();
	}

	/**
	 * The code, or the status where there is no code, as a number or as text.
	 */
	private static int code(JsonNode body) {
		JsonNode code = body.has("code") ? body.path("code") : body.path("status");
		return code.isIntegralNumber() || code.isString() ? code.asInt(-1) : -1;
	}

	/**
	 * The JSON of a body, which PHP can have printed warnings in front of.
	 */
	private @Nullable JsonNode read(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			return null;
		}
		JsonNode whole = parse(body, 0);
		if (whole != null) {
			return whole;
		}
		int brace = -1;
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			brace = nextBrace(body, brace + 1);
			if (brace < 0) {
				return null;
			}
			JsonNode rest = parse(body, brace);
			if (rest != null) {
				this.oddities.accept("output-before-json");
				return rest;
			}
		}
		return null;
	}

	private @Nullable JsonNode parse(byte[] body, int from) {
		try {
			return this.jsonMapper.readTree(body, from, body.length - from);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static int nextBrace(byte[] body, int from) {
		for (int i = from; i < body.length; i++) {
			if (body[i] == '{') {
				return i;
			}
		}
		return -1;
	}

}
