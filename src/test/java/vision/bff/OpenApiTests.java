package vision.bff;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.body;

/**
 * The contract is whole, and what is served.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OpenApiTests {

	private static final String WRITE = "-of-a-write";

	@LocalServerPort
	private int port;

	@Test
	void thereAreTheOperationsOfTheContractAndNoOther() {
		Map<String, String> ids = new TreeMap<>();
		operations().forEach((name, operation) -> ids.put(name, operation.path("operationId").asString()));
		assertThat(ids).isEqualTo(new TreeMap<>(Map.ofEntries(Map.entry("GET /chats", "listChats"),
				Map.entry("GET /chats/{userId}", "getChat"), Map.entry("DELETE /chats/{userId}", "deleteChat"),
				Map.entry("PUT /chats/{userId}/seen", "markSeen"), Map.entry("GET /events", "listenToEvents"),
				Map.entry("GET /chats/{userId}/messages", "listMessages"),
				Map.entry("POST /chats/{userId}/messages", "sendMessage"),
				Map.entry("DELETE /chats/{userId}/messages", "clearMessages"),
				Map.entry("GET /chats/{userId}/messages/search", "searchMessages"),
				Map.entry("GET /chats/{userId}/messages/{messageId}", "getMessage"),
				Map.entry("DELETE /chats/{userId}/messages/{messageId}", "deleteMessage"),
				Map.entry("GET /media", "getMedia"), Map.entry("GET /people", "searchPeople"),
				Map.entry("GET /people/{userId}", "getPerson"),
				Map.entry("GET /people/by-username/{username}", "getPersonByUsername"),
				Map.entry("POST /session", "startSession"), Map.entry("GET /session", "getSession"),
				Map.entry("DELETE /session", "endSession"))));
	}

	@Test
	void theFileIsWhatIsServedInBothFormats() throws IOException {
		assertThat(document().path("openapi").asString()).startsWith("3.1");
		assertThat(frontEnd().get("/v3/api-docs.yaml").body()).isEqualTo(Files.readString(Contract.FILE));
		assertThat(frontEnd().get("/v3/api-docs.yaml").headers().firstValue("Content-Type"))
			.hasValue("application/vnd.oai.openapi");
		assertThat(body(frontEnd().get("/v3/api-docs"), 200)).isEqualTo(document());
		assertThat(frontEnd().get("/v3/api-docs").headers().firstValue("Content-Type")).hasValue("application/json");
	}

	@Test
	void everyOperationHasASummaryAndAnAuthorisation() {
		operations().forEach((name, operation) -> {
			JsonNode security = operation.has("security") ? operation.path("security") : document().path("security");
			assertThat(operation.path("summary").asString()).as(name).isNotBlank();
			assertThat(security.toString()).as(name).contains("\"bearer\"");
			assertThat(operation.path("tags")).as(name).hasSize(1);
		});
	}

	@Test
	void everyParameterHasItsBounds() {
		operations().forEach((name, operation) -> Contract.file().parameters(operation).forEach((parameter) -> {
			String where = name + " " + parameter.path("name");
			JsonNode schema = Contract.file().resolve(parameter.path("schema"));
			assertThat(parameter.path("description").asString()).as(where).isNotBlank();
			switch (schema.path("type").asString()) {
				case "array" -> {
					assertThat(schema.path("maxItems").asLong()).as(where).isEqualTo(5);
					assertThat(schema.path("items").path("$ref").asString()).as(where)
						.isEqualTo("#/components/schemas/Id");
				}
				case "integer" -> {
					assertThat(schema.path("minimum").asLong()).as(where).isEqualTo(1);
					assertThat(schema.path("maximum").asLong()).as(where).isIn(100L, 9007199254740991L);
				}
				case "string" -> {
					assertThat(schema.path("minLength").asInt()).as(where).isEqualTo(1);
					assertThat(schema.path("maxLength").isMissingNode()).as(where).isFalse();
				}
				case "boolean" -> assertThat(schema.path("default").isBoolean()).as(where).isTrue();
				default -> throw new AssertionError(where);
			}
		}));
	}

	@Test
	void everyProblemThatCanOccurHasAnExampleOfItsStatus() {
		operations().forEach((name, operation) -> responses(operation).forEach((status, response) -> {
			String where = name + " " + status;
			if (status.charAt(0) < '4') {
				return;
			}
			JsonNode problem = response.path("content").path("application/problem+json");
			assertThat(problem.path("schema").path("$ref").asString()).as(where)
				.isEqualTo("#/components/schemas/Problem");
			assertThat(problem.path("examples")).as(where).isNotEmpty();
			problem.path("examples").properties().forEach((example) -> {
				JsonNode value = Contract.file().resolve(example.getValue()).path("value");
				if (!status.equals("default")) {
					assertThat(value.path("status").asString()).as(where).isEqualTo(status);
				}
				assertThat(value.path("code").asString()).as(where).isEqualTo(example.getKey().replace(WRITE, ""));
			});
		}));
	}

	@Test
	void everyProblemIsNamedWithItsPageOrAmongThoseOfAnyOperation() {
		List<String> ofAny = codes(document().at("/components/responses/AnyProblem"));
		operations().forEach((name, operation) -> responses(operation).forEach((status, response) -> {
			if (status.charAt(0) == '4' || status.charAt(0) == '5') {
				List<String> named = Pattern.compile("\\[`([a-z-]+)`]\\(/problems/\\1\\)")
					.matcher(response.path("description").asString())
					.results()
					.map((link) -> link.group(1))
					.toList();
				assertThat(named).as(name + " " + status)
					.isNotEmpty()
					.isSubsetOf(codes(response))
					.containsAll(codes(response).stream().filter((code) -> !ofAny.contains(code)).toList());
			}
		}));
	}

	@Test
	void theProblemThatIsShownToAllIsOneThatIsAnswered() {
		String shown = document().at("/info/description").asString().split("```json\n|```")[1];
		assertThat(FrontEnd.JSON.readTree(shown))
			.isEqualTo(document().at("/components/examples/user-not-found-of-a-write/value"));
	}

	/**
	 * But for what no operation answers.
	 */
	@Test
	void everyProblemOfTheCatalogueHasAnExampleAsItIsAnswered() {
		Map<String, JsonNode> examples = new TreeMap<>();
		document().path("components")
			.path("examples")
			.properties()
			.forEach((example) -> examples.put(example.getKey(), example.getValue().path("value")));
		assertThat(examples.keySet().stream().map((name) -> name.replace(WRITE, "")).distinct())
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
				.filter((code) -> code != ProblemCode.NOT_FOUND && code != ProblemCode.METHOD_NOT_ALLOWED)
				.map(ProblemCode::code)
				.toList());
		examples.forEach((name, example) -> {
			ProblemCode code = Arrays.stream(ProblemCode.values())
				.filter((each) -> each.code().equals(example.path("code").asString()))
				.findFirst()
				.orElseThrow();
			assertThat(name.replace(WRITE, "")).isEqualTo(code.code());
			assertThat(example.path("type").asString()).as(name).isEqualTo("/problems/" + code.code());
			assertThat(example.path("title").asString()).as(name).isEqualTo(code.title());
			assertThat(example.path("status").asInt()).as(name).isEqualTo(code.status().value());
			assertThat(example.path("detail").asString()).as(name).isEqualTo(code.explanation());
			assertThat(example.path("retryable").asBoolean()).as(name).isEqualTo(code.retryable());
			assertThat(Optional.ofNullable(example.get("outcome")).map(JsonNode::asString)).as(name)
				.isEqualTo(name.endsWith(WRITE) ? Optional.of(code.outcome().value()) : Optional.empty());
			Contract.file().validate(document().at("/components/schemas/Problem"), example.toString());
		});
	}

	@Test
	void everyOperationCanBeUnauthorisedOrStoppedByTheUpstream() {
		operations().forEach((name, operation) -> {
			Map<String, JsonNode> responses = responses(operation);
			assertThat(responses).as(name).containsKey("default");
			assertThat(Objects.requireNonNull(responses.get("default"))
				.path("content")
				.path("application/problem+json")
				.path("examples")
				.valueStream()
				.map((example) -> Contract.file().resolve(example).path("value").path("status").asString())).as(name)
				.contains("400", "403", "406", "415", "429", "431", "500", "502", "503", "504");
			if (!name.equals("DELETE /session")) {
				assertThat(responses).as(name).containsKey("401");
			}
		});
	}

	@Test
	void everySuccessAndEveryRefusalTellsHowMuchIsLeft() {
		operations().forEach((name, operation) -> responses(operation).forEach((status, response) -> {
			assertThat(response.path("headers").propertyNames()).as(name + " " + status)
				.contains("RateLimit", "RateLimit-Policy");
			if (status.equals("default")) {
				assertThat(response.path("headers").propertyNames()).as(name).contains("Retry-After");
			}
		}));
	}

	@Test
	void sendingTakesATextOrAnImage() {
		JsonNode content = document().at("/paths/~1chats~1{userId}~1messages/post/requestBody/content");
		assertThat(content.propertyNames()).containsExactly("application/json", "multipart/form-data");
		JsonNode schemas = document().path("components").path("schemas");
		assertThat(schemas.path("NewImage").path("properties").path("image").path("format").asString())
			.isEqualTo("binary");
		assertThat(schemas.path("NewText").path("properties").path("text").path("maxLength").asInt()).isEqualTo(3000);
	}

	@Test
	void aFieldIsAlwaysPresentAndNullOnlyWhereItSaysSo() {
		JsonNode message = document().path("components").path("schemas").path("Message");
		assertThat(message.path("required")).hasSameSizeAs(message.path("properties"));
		assertThat(message.path("properties").path("text").path("type")).isEqualTo(FrontEnd.JSON.readTree("""
				["string", "null"]"""));
		assertThat(message.path("properties").path("attachment").path("anyOf")).isEqualTo(FrontEnd.JSON.readTree("""
				[{"$ref": "#/components/schemas/Attachment"}, {"type": "null"}]"""));
	}

	@Test
	void theExplorerIsWhereTheDocsLead() {
		assertThat(frontEnd().get("/docs").headers().firstValue("Location")).hasValue("swagger-ui/index.html");
		assertThat(frontEnd().get("/swagger-ui/index.html").body()).contains("swagger-ui");
	}

	@Test
	void theExplorerIsToldNoAddressThatItsCallerChose() {
		assertThat(frontEnd().get("/swagger-ui/swagger-initializer.js").body()).contains("url: '../v3/api-docs'")
			.doesNotContain("oauth2RedirectUrl", "localhost");
	}

	private static List<String> codes(JsonNode response) {
		return response.at("/content/application~1problem+json/examples")
			.valueStream()
			.map((example) -> Contract.file().resolve(example).at("/value/code").asString())
			.toList();
	}

	private static Map<String, JsonNode> responses(JsonNode operation) {
		Map<String, JsonNode> responses = new TreeMap<>();
		operation.path("responses")
			.properties()
			.forEach((response) -> responses.put(response.getKey(), Contract.file().resolve(response.getValue())));
		return responses;
	}

	private static Map<String, JsonNode> operations() {
		return Contract.file().operations();
	}

	private static JsonNode document() {
		return Contract.file().document();
	}

	private FrontEnd frontEnd() {
		return new FrontEnd(this.port, "unused");
	}

}
