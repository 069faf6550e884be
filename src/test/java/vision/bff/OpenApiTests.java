package vision.bff;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.body;
import static vision.bff.FrontEnd.send;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class OpenApiTests {

	@LocalServerPort
	private int port;

	@Test
	void thereAreTheOperationsOfTheContractAndNoOther() {
		Map<String, String> ids = new TreeMap<>();
		operations().forEach((name, operation) -> ids.put(name, operation.path("operationId").asString()));
		assertThat(ids).isEqualTo(new TreeMap<>(Map.ofEntries(Map.entry("GET /chats", "listChats"),
				Map.entry("GET /chats/{userId}", "getChat"), Map.entry("DELETE /chats/{userId}", "deleteChat"),
				Map.entry("GET /chats/{userId}/messages", "listMessages"),
				Map.entry("POST /chats/{userId}/messages", "sendMessage"),
				Map.entry("DELETE /chats/{userId}/messages", "clearMessages"),
				Map.entry("GET /chats/{userId}/messages/search", "searchMessages"),
				Map.entry("GET /chats/{userId}/messages/{messageId}", "getMessage"),
				Map.entry("DELETE /chats/{userId}/messages/{messageId}", "deleteMessage"),
				Map.entry("POST /session", "startSession"), Map.entry("GET /session", "getSession"),
				Map.entry("DELETE /session", "endSession"))));
	}

	@Test
	void itIsOpenApi31InBothFormats() {
		assertThat(document().path("openapi").asString()).startsWith("3.1");
		String yaml = frontEnd().get("/v3/api-docs.yaml").body();
		assertThat(FrontEnd.JSON.readTree(FrontEnd.JSON.writeValueAsString(new Yaml().<Object>load(yaml))))
			.isEqualTo(document());
	}

	@Test
	void everyOperationHasASummaryAndAnAuthorisation() {
		operations().forEach((name, operation) -> {
			assertThat(operation.path("summary").asString()).as(name).isNotBlank();
			assertThat(operation.path("security").toString()).as(name).contains("\"bearer\"");
			assertThat(operation.path("tags")).as(name).hasSize(1);
		});
	}

	@Test
	void everyParameterHasItsBounds() {
		operations().forEach((name, operation) -> operation.path("parameters").forEach((parameter) -> {
			String where = name + " " + parameter.path("name");
			JsonNode schema = parameter.path("schema");
			assertThat(parameter.path("description").asString()).as(where).isNotBlank();
			switch (schema.path("type").asString()) {
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
		operations().forEach((name, operation) -> operation.path("responses").properties().forEach((response) -> {
			String where = name + " " + response.getKey();
			if (response.getKey().charAt(0) < '4') {
				return;
			}
			JsonNode problem = response.getValue().path("content").path("application/problem+json");
			assertThat(problem.path("schema").path("$ref").asString()).as(where)
				.isEqualTo("#/components/schemas/Problem");
			assertThat(problem.path("examples")).as(where).isNotEmpty();
			problem.path("examples").properties().forEach((example) -> {
				JsonNode value = document().at(example.getValue().path("$ref").asString().substring(1)).path("value");
				assertThat(value.path("status").asString()).as(where).isEqualTo(response.getKey());
				assertThat(value.path("code").asString()).as(where).isEqualTo(example.getKey());
			});
		}));
	}

	@Test
	void everyOperationCanBeUnauthorisedOrStoppedByTheUpstream() {
		operations().forEach((name, operation) -> {
			assertThat(operation.path("responses").propertyNames()).as(name)
				.contains("400", "403", "406", "415", "429", "500", "503");
			if (!name.endsWith("/session")) {
				assertThat(operation.path("responses").propertyNames()).as(name).contains("401", "502", "504");
			}
		});
	}

	@Test
	void everySuccessAndEveryRefusalTellsHowMuchIsLeft() {
		operations().forEach((name, operation) -> operation.path("responses").properties().forEach((response) -> {
			if (response.getKey().charAt(0) < '4' || response.getKey().equals("429")) {
				assertThat(response.getValue().path("headers").propertyNames()).as(name + " " + response.getKey())
					.contains("RateLimit", "RateLimit-Policy");
			}
			if (response.getKey().equals("429") || response.getKey().equals("503")) {
				assertThat(response.getValue().path("headers").propertyNames()).as(name + " " + response.getKey())
					.contains("Retry-After");
			}
		}));
	}

	@Test
	void sendingTakesATextOrAnImage() {
		JsonNode content = document().at("/paths/~1chats~1{userId}~1messages/post/requestBody/content");
		assertThat(content.propertyNames()).containsExactlyInAnyOrder("application/json", "multipart/form-data");
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
		assertThat(message.path("properties").path("attachment")).isEqualTo(FrontEnd.JSON.readTree("""
				{"anyOf": [{"$ref": "#/components/schemas/Attachment"}, {"type": "null"}]}"""));
	}

	@Test
	void theExplorerIsWhereTheRootLeads() {
		assertThat(frontEnd().get("/").headers().firstValue("Location")).hasValue("/docs");
		assertThat(frontEnd().get("/docs").headers().firstValue("Location")).hasValue("/swagger-ui/index.html");
		assertThat(frontEnd().get("/swagger-ui/index.html").body()).contains("swagger-ui");
	}

	@Test
	void theExplorerIsToldNoAddressThatItsCallerChose() {
		JsonNode configuration = body(send(frontEnd().request("/v3/api-docs/swagger-config")), 200);
		assertThat(configuration.path("url").asString()).isEqualTo("/v3/api-docs");
		assertThat(configuration.propertyNames()).doesNotContain("oauth2RedirectUrl");
		assertThat(configuration.toString()).doesNotContain("localhost");
	}

	private Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new TreeMap<>();
		document().path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((operation) -> operations
					.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
		assertThat(operations).isNotEmpty();
		return operations;
	}

	private JsonNode document() {
		return body(frontEnd().get("/v3/api-docs"), 200);
	}

	private FrontEnd frontEnd() {
		return new FrontEnd(this.port, "unused");
	}

}
