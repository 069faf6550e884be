package vision.bff;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertJson;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;
import static vision.bff.FrontEnd.send;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ProblemPagesTests {

	@LocalServerPort
	private int port;

	@Test
	void aProblemIsExplainedToPrograms() {
		assertJson(get("/problems/blocked", "application/json"), 200,
				"""
						{"code": "blocked", "title": "One of you has blocked the other", "status": 403, "retryable": false,
						 "meaning": "You cannot write to each other while one of you blocks the other.",
						 "advice": "The same request will fail again: change it first, or tell the person why it cannot be done."}""");
	}

	@ParameterizedTest
	@EnumSource
	void everyProblemIsExplainedToPeopleAndToPrograms(ProblemCode code) {
		JsonNode json = body(get("/problems/" + code.code(), "*/*"), 200);
		assertThat(json.path("code").asString()).isEqualTo(code.code());
		assertThat(json.path("meaning").asString()).isEqualTo(code.explanation());
		HttpResponse<String> page = get("/problems/" + code.code(), "text/html,application/xhtml+xml,*/*;q=0.8");
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.headers().map()).containsEntry("content-type", List.of("text/html;charset=UTF-8"))
			.containsEntry("cache-control", List.of("max-age=86400, public"));
		assertThat(page.headers().firstValue("Vary").orElseThrow()).matches("(?i)accept(,accept-encoding)?");
		assertThat(page.body()).contains("<code>" + code.code() + "</code>", "HTTP status " + code.status().value())
			.contains("What it means", "What to do", "&quot;retryable&quot;: " + code.retryable())
			.doesNotContain("<script", "style=");
	}

	@Test
	void allProblemsAreListed() {
		assertThat(body(get("/problems", "application/json"), 200).path("items")).hasSize(ProblemCode.values().length);
		assertThat(get("/problems", "text/html").body()).contains("<a href=\"problems/upstream-timeout\">");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/problems/nonsense", "/problems/BLOCKED", "/problems/", "/problems/blocked/x" })
	void whatIsNoProblemIsNotFound(String path) {
		assertProblem(get(path, "text/html"), 404, "not-found");
	}

	@Test
	void theTypeOfAProblemLeadsToItsExplanation() {
		String type = FrontEnd.JSON.readTree(get("/chats", "*/*").body()).path("type").asString();
		assertThat(body(get(type, "nonsense"), 200).path("code").asString()).isEqualTo("unauthenticated");
	}

	private HttpResponse<String> get(String path, String accept) {
		return send(new FrontEnd(this.port, "x").anonymous(path).header("Accept", accept));
	}

}
