package vision.bff.upstream.answer;

import java.util.function.Consumer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.http.ResponseEntity;

import vision.bff.problem.ProblemCode;

/**
 * What an answer of the site's own sign-in is: UPSTREAM.md, "Calls outside the page".
 */
record SignInAnswers(JsonBody body, Consumer<Oddity> oddities) {

	private static final String WRONG_CREDENTIALS = "invalid_creds";

	/**
	 * A success has the token as its data. It is one only if all of it is as known: the
	 * status, the body, and one cookie with something in it.
	 */
	Answer route(ResponseEntity<byte[]> response) {
		JsonNode body = this.body.readBehindHtml(response.getBody());
		if (body == null || !body.isObject()) {
			return new Answer.Unreadable();
		}
		if (body.path("err_code").asString("").equals(WRONG_CREDENTIALS)) {
			return new Answer.Rejected(ProblemCode.WRONG_CREDENTIALS);
		}
		if (response.getStatusCode().value() == 200 && isNumber(body.path("err_code"), 0)
				&& isNumber(body.path("status"), 200)) {
			return SignInCookie.token(response.getHeaders())
				.<Answer>map((token) -> new Answer.Success(JsonNodeFactory.instance.stringNode(token)))
				.orElseGet(() -> odd(Oddity.SIGN_IN_WITHOUT_TOKEN));
		}
		return body.has("errors") ? new Answer.DatabaseDown() : odd(Oddity.UNKNOWN_SIGN_IN);
	}

	private Answer odd(Oddity oddity) {
		this.oddities.accept(oddity);
		return new Answer.Fault();
	}

	private static boolean isNumber(JsonNode value, int number) {
		return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() == number;
	}

}
