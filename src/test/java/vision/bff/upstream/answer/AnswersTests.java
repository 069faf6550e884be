package vision.bff.upstream.answer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;

import vision.bff.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every shape that an answer of the upstream can have, and the one route that it takes.
 */
class AnswersTests {

	private static final String DATABASE_DOWN = "{\"status\": 400,\"errors\": \"Connection refused\"}";

	private static final String WARNING = "<br />\n<b>Warning</b>:  Undefined array key {0} in /srv/x.php<br />\n";

	private final List<String> oddities = new ArrayList<>();

	private final Answers answers = new Answers(new JsonMapper(), (oddity) -> this.oddities.add(oddity.kind()));

	static Stream<Arguments> table() {
		return Stream.of(arguments(200, "{\"code\":200,\"message\":\"x\",\"data\":[]}", "Success", ""),
				arguments(200, "{\"code\":\"200\",\"data\":[]}", "Success", ""),
				arguments(200, "{\"code\":200}", "Success", ""),
				arguments(200, "\uFEFF{\"code\":200,\"data\":[]}", "Success", ""),
				arguments(200, WARNING + "{\"code\":200,\"data\":[]}", "Success", "output-before-json"),
				arguments(200, WARNING + WARNING + "{\"code\":401,\"data\":[]}", "SessionRefused",
						"output-before-json"),
				arguments(200, "{\"code\":204,\"message\":\"No data found\",\"data\":[]}", "Empty", ""),
				arguments(200, "{\"code\":404,\"message\":\"No data found\",\"data\":[]}", "Empty", ""),
				arguments(200, "{\"code\":404,\"message\":\"Other\",\"data\":[]}", "Fault", "unknown-message"),
				arguments(200, "{\"code\":401,\"message\":\"Unauthorized Access\",\"data\":[]}", "SessionRefused", ""),
				arguments(200, "{\"code\":\"401\"}", "SessionRefused", ""),
				arguments(200, "{\"status\":400,\"error\":\"Invalid access token\"}", "SessionRefused", ""),
				arguments(200, "{\"status\":\"400\",\"err_code\":\"invalid_endpoint\",\"message\":\"x\"}", "Fault", ""),
				arguments(200, "{\"status\":500,\"errno\":2,\"message\":\"preg_match_all() in [/x.php] at line 65\"}",
						"Fault", ""),
				arguments(200, "{\"status\":500,\"errno\":8192,\"message\":\"str_ireplace()\"}", "Fault", ""),
				arguments(200, DATABASE_DOWN, "DatabaseDown", ""),
				arguments(200,
						"{\"status\":\"400\",\"err_code\":\"api_is_disabled\",\"message\":\"Unfortunately, the system API\"}",
						"Disabled", ""),
				arguments(200, "<html><body>Sorry</body></html>" + DATABASE_DOWN, "DatabaseDown", "output-before-json"),
				arguments(200, "{\"code\":400,\"message\":\"Something new\",\"data\":[]}", "Fault", "unknown-message"),
				arguments(200, "{\"code\":402,\"message\":\"x\"}", "Fault", "unknown-code"),
				arguments(200, "{\"code\":599}", "Fault", "unknown-code"),
				arguments(200,
						"{\"code\":500,\"message\":\"An error occurred while processing your request. Please try again later.\"}",
						"Declined", ""),
				arguments(200, "{\"code\":500,\"message\":\"Other\"}", "Fault", ""),
				arguments(200, "{\"code\":true}", "Unreadable", ""),
				arguments(200, "{\"code\":\"x\"}", "Unreadable", ""),
				arguments(200, "{\"code\":2.5}", "Unreadable", ""), arguments(200, "{}", "Unreadable", ""),
				arguments(200, "[]", "Unreadable", ""), arguments(200, "null", "Unreadable", ""),
				arguments(200, "", "Unreadable", ""), arguments(200, "{\"code\":200,", "Unreadable", ""),
				arguments(200, "{\"code\":200} x", "Unreadable", ""),
				arguments(200, "<br />\n<b>Fatal error</b>:  Uncaught Exception: SELECT {`id`} FROM x", "Unreadable",
						""),
				arguments(200, "{".repeat(100_000), "Unreadable", ""), arguments(500, "", "Outage", ""),
				arguments(502, "<h1>Bad Gateway</h1>", "Outage", ""), arguments(503, "<h1>x</h1>", "Outage", ""),
				arguments(504, "<h1>x</h1>", "Outage", ""), arguments(404, "<h1>Not Found</h1>", "Fault", ""),
				arguments(403, "<h1>Forbidden</h1>", "Fault", ""), arguments(413, "<h1>Too Large</h1>", "TooLarge", ""),
				arguments(403, "<title>Just a moment...</title><script src=\"/cdn-cgi/challenge-platform/x.js\">",
						"Challenge", ""),
				arguments(403, "Solve this CAPTCHA", "Challenge", ""),
				arguments(404, "<h1>No challenge here</h1>", "Fault", ""), arguments(522, "", "Outage", ""),
				arguments(429, "<h1>Too Many Requests</h1>", "Busy", ""), arguments(301, "", "Redirect", ""),
				arguments(302, "{\"code\":200}", "Redirect", ""));
	}

	@ParameterizedTest
	@MethodSource("table")
	void anAnswerTakesItsRoute(int status, String body, String route, String oddity) {
		Answer answer = this.answers.route(ResponseEntity.status(status).body(body.getBytes(StandardCharsets.UTF_8)));
		assertThat(answer.getClass().getSimpleName()).isEqualTo(route);
		assertThat(String.join(",", this.oddities)).isEqualTo(oddity);
	}

	@Test
	void aChallengeIsKnownByItsHeaderWhateverTheStatus() {
		assertThat(this.answers.route(ResponseEntity.status(503).header("cf-mitigated", "challenge").build()))
			.isEqualTo(new Answer.Challenge());
		assertThat(this.answers.routeSignIn(ResponseEntity.status(403).header("cf-mitigated", "challenge").build()))
			.isEqualTo(new Answer.Challenge());
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530 })
	void aSiteThatIsAwayCanBeBackInAMoment(int status) {
		Answer.Failure failure = new Answer.Outage(status);
		assertThat(failure.isTransient()).isTrue();
		assertThat(FailureProblems.ofSearch(failure).code()).isEqualTo(ProblemCode.UPSTREAM_ERROR);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Interlocutor ID is missing or invalid                            | USER_NOT_FOUND
			You do not have permission direct messages to this chat          | MESSAGING_NOT_ALLOWED
			Your account has been blocked by this account                    | BLOCKED
			The media type of the message is invalid or missing              | UPSTREAM_ERROR
			Message ID is missing or invalid                                 | MESSAGE_NOT_FOUND
			A message with this ID was not found. Please check your details! | MESSAGE_NOT_FOUND
			""")
	void aKnownRejectionKeepsItsReason(String message, ProblemCode problem) {
		String body = new JsonMapper().createObjectNode().put("code", 400).put("message", message).toString();
		assertThat(this.answers.route(ResponseEntity.ok(body.getBytes(StandardCharsets.UTF_8))))
			.isEqualTo(new Answer.Rejected(problem));
	}

	@Test
	void theTableLeavesNoRouteOut() {
		Set<String> routes = leaves(Answer.class).collect(Collectors.toSet());
		routes.removeAll(Set.of("Rejected", "NoAnswer"));
		assertThat(table().map((row) -> row.get()[2]).collect(Collectors.toSet())).isEqualTo(routes);
	}

	private static Stream<String> leaves(Class<?> type) {
		return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(AnswersTests::leaves)
				: Stream.of(type.getSimpleName());
	}

}
