package vision.bff.upstream.answer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;

import vision.bff.problem.ProblemCode;

/**
 * The one place that decides what an answer is: UPSTREAM.md, "Transport".
 */
public final class Answers {

	/** What send_message says of contents that it does not take. */
	private static final String REFUSAL = "An error occurred while processing your request. Please try again later.";

	/** The reasons that the upstream's page gives with code 400, in its words. */
	private static final Map<String, ProblemCode> REASONS = Map.of( //
			"Interlocutor ID is missing or invalid", ProblemCode.USER_NOT_FOUND, //
			"You do not have permission direct messages to this chat", ProblemCode.MESSAGING_NOT_ALLOWED, //
			"Your account has been blocked by this account", ProblemCode.BLOCKED, //
			"The media type of the message is invalid or missing", ProblemCode.UPSTREAM_ERROR, //
			"Message ID is missing or invalid", ProblemCode.MESSAGE_NOT_FOUND, //
			"A message with this ID was not found. Please check your details!", ProblemCode.MESSAGE_NOT_FOUND, //
			"User ID is missing or invalid", ProblemCode.USER_NOT_FOUND);

	/** What profile says with code 404. */
	private static final String NOBODY = "Profile with this ID does not exist";

	private static final int LONGEST_WAIT_SECONDS = 3_600;

	private final JsonBody body;

	private final SignInAnswers signInAnswers;

	private final Consumer<Oddity> oddities;

	/**
	 * @param oddities is told of anything that the page of the upstream does not know,
	 * never what it said
	 */
	public Answers(JsonMapper jsonMapper, Consumer<Oddity> oddities) {
		this.body = new JsonBody(jsonMapper, oddities);
		this.signInAnswers = new SignInAnswers(this.body, oddities);
		this.oddities = oddities;
	}

	public Answer route(ResponseEntity<byte[]> response) {
		HttpStatusCode status = response.getStatusCode();
		if (status.is3xxRedirection()) {
			return new Answer.Redirect();
		}
		if (Challenges.isOne(response)) {
			return new Answer.Challenge();
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
		JsonNode body = this.body.read(response.getBody());
		if (body == null || !body.isObject()) {
			return new Answer.Unreadable();
		}
		return route(body);
	}

	/** The same of an answer of the site's own sign-in. */
	public Answer routeSignIn(ResponseEntity<byte[]> response) {
		return response.getStatusCode().is2xxSuccessful() ? this.signInAnswers.route(response) : route(response);
	}

	/**
	 * Why nothing came back. What else the failure has to say is not passed on: it can
	 * hold the credential.
	 * @throws RuntimeException the failure, if it is none of the exchange, but a bug of
	 * ours
	 */
	public Answer route(RuntimeException failure) {
		return NetworkFailures.reason(failure).orElseThrow(() -> failure);
	}

	/** Of Retry-After (RFC 9110 section 10.2.3) only seconds are believed, no date. */
	private static Duration retryAfter(HttpHeaders headers) {
		String given = Optional.ofNullable(headers.getFirst(HttpHeaders.RETRY_AFTER)).orElse("").strip();
		long seconds = given.matches("\\d{1,9}") ? Long.parseLong(given) : 1;
		return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_WAIT_SECONDS));
	}

	/** The counter has its numbers beside the status, where others have data. */
	private Answer route(JsonNode body) {
		String message = body.path("message").asString("");
		return switch (code(body)) {
			case 200 -> new Answer.Success(body.has("messages") ? body : body.path("data"));
			case 204 -> new Answer.Empty();
			case 400 -> rejected(body, message);
			case 401 -> new Answer.SessionRefused();
			case 404 -> missing(message);
			case 500 -> message.equals(REFUSAL) ? new Answer.Declined() : new Answer.Fault();
			case -1 -> new Answer.Unreadable();
			default -> odd(Oddity.UNKNOWN_CODE);
		};
	}

	private Answer missing(String message) {
		if (message.equals(NOBODY)) {
			return new Answer.Rejected(ProblemCode.USER_NOT_FOUND);
		}
		return message.equals("No data found") ? new Answer.Empty() : odd(Oddity.UNKNOWN_MESSAGE);
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
		ProblemCode problem = REASONS.get(message);
		return (problem != null) ? new Answer.Rejected(problem) : odd(Oddity.UNKNOWN_MESSAGE);
	}

	private Answer odd(Oddity oddity) {
		this.oddities.accept(oddity);
		return new Answer.Fault();
	}

	private static int code(JsonNode body) {
		JsonNode code = body.has("code") ? body.path("code") : body.path("status");
		return code.isIntegralNumber() || code.isString() ? code.asInt(-1) : -1;
	}

}
