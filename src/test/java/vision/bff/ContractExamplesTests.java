package vision.bff;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SettableClock;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.JSON;
import static vision.bff.FrontEnd.send;

/**
 * The examples of the contract are what the sandbox answers.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ContractExamplesTests {

	private static final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T12:00:00Z"));

	private static final SandboxServer sandbox = SandboxServer.start(0, clock);

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void upstream(DynamicPropertyRegistry registry) {
		registry.add("vision.base-url", sandbox::baseUrl);
	}

	@AfterAll
	static void close() {
		sandbox.close();
	}

	@Test
	void theExamplesAreWhatTheSandboxAnswers() throws IOException {
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		Map<String, JsonNode> answers = new TreeMap<>();
		answers.put("startSession", example(alice.signIn("alice", "alice-password")));
		answers.put("getSession", example(alice.get("/session")));
		answers.put("searchPeople", example(alice.get("/people?q=ar&limit=1")));
		answers.put("getPerson", example(alice.get("/people/34")));
		answers.put("getPersonByUsername", example(alice.get("/people/by-username/carol")));
		answers.put("listChats", example(alice.get("/chats")));
		answers.put("getChat", example(alice.get("/chats/78")));
		answers.put("listMessages", example(alice.get("/chats/78/messages?limit=2")));
		answers.put("getMessage", example(alice.get("/chats/78/messages/21")));
		answers.put("searchMessages", example(alice.get("/chats/78/messages/search?q=TONIGHT&limit=1")));
		answers.put("sendMessage", example(alice.text(78, "Tom & Jerry")));
		if (Boolean.getBoolean("contract.renew")) {
			String contract = Files.readString(Contract.FILE);
			for (Map.Entry<String, JsonNode> answer : answers.entrySet()) {
				contract = ContractExamples.renewed(contract, answer.getKey(), answer.getValue());
			}
			Files.writeString(Contract.FILE, contract);
		}
		assertThat(examples(Contract.read(Contract.FILE)))
			.as("Renew %s with: ./mvnw verify -Dtest=ContractExamplesTests -Dcontract.renew=true", Contract.FILE)
			.isEqualTo(answers);
	}

	@Test
	void onlyTheExampleIsRenewed() {
		String contract = """
				paths: # all
				  /a:
				    get:
				      operationId: a
				      responses:
				        '200':
				          content:
				            application/json:
				              example:
				                at: 1

				                list:
				                  - x
				              # the schema
				              schema: {}
				  /b: {}
				""";
		assertThat(ContractExamples.renewed(contract, "a", JSON.readTree("""
				{"at": "2026-11-23T12:00:00Z", "list": [], "number": "1"}"""))).isEqualTo("""
				paths: # all
				  /a:
				    get:
				      operationId: a
				      responses:
				        '200':
				          content:
				            application/json:
				              example:
				                at: '2026-11-23T12:00:00Z'
				                list: []
				                number: '1'
				              # the schema
				              schema: {}
				  /b: {}
				""");
	}

	private static Map<String, JsonNode> examples(JsonNode contract) {
		Map<String, JsonNode> examples = new TreeMap<>();
		contract.path("paths")
			.valueStream()
			.flatMap(JsonNode::valueStream)
			.forEach((operation) -> operation.path("responses")
				.properties()
				.stream()
				.filter((response) -> response.getKey().startsWith("2")
						&& response.getValue().path("content").has("application/json"))
				.forEach((response) -> examples.put(operation.path("operationId").asString(),
						response.getValue().path("content").path("application/json").path("example"))));
		return examples;
	}

	private static JsonNode example(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isBetween(200, 201);
		return JSON.readTree(answer.body().replace(sandbox.baseUrl().toString(), "https://1.vision"));
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class SharedClock {

		@Bean
		@Primary
		Clock shared() {
			return clock;
		}

	}

}
