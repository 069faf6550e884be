package vision.bff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract, and whether an answer keeps to it.
 */
public final class Contract {

	/**
	 * Headers that mean something to a front end, and so are documented where they occur.
	 */
	private static final List<String> TELLING_HEADERS = List.of("Age", "Cache-Status", "ETag", "Idempotency-Key",
			"Idempotency-Replayed", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "Stale-As-Of",
			"Text-Changed", "WWW-Authenticate");

	static final Path FILE = Path.of("api/openapi.yaml");

	private final JsonNode document;

	private final JsonNode closed;

	private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

	private Contract(JsonNode document) {
		this.document = document;
		this.closed = document.path("components").deepCopy();
		this.closed.findParents("properties").forEach(Contract::close);
	}

	/**
	 * The one in the repository.
	 */
	public static Contract file() {
		return File.CONTRACT;
	}

	static JsonNode read(Path yaml) throws IOException {
		return json(Files.readString(yaml));
	}

	static JsonNode json(String yaml) {
		return FrontEnd.JSON.valueToTree(new Yaml().<Object>load(yaml));
	}

	JsonNode document() {
		return this.document;
	}

	/**
	 * What a part of the document refers to, or the part itself.
	 */
	JsonNode resolve(JsonNode part) {
		return part.has("$ref") ? this.document.at(part.path("$ref").asString().substring(1)) : part;
	}

	/**
	 * Each operation by its method and path, such as {@code GET /chats}.
	 */
	Map<String, JsonNode> operations() {
		Map<String, JsonNode> operations = new TreeMap<>();
		this.document.path("paths")
			.properties()
			.forEach((path) -> path.getValue()
				.properties()
				.forEach((operation) -> operations
					.put(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), operation.getValue())));
		assertThat(operations).isNotEmpty();
		return operations;
	}

	List<JsonNode> parameters(JsonNode operation) {
		return operation.path("parameters").valueStream().map(this::resolve).toList();
	}

	/**
	 * What the document says of an answer, {@code default} standing for any problem that
	 * the operation does not list.
	 */
	private JsonNode documented(JsonNode operation, int status) {
		JsonNode responses = operation.path("responses");
		JsonNode own = responses.path(Integer.toString(status));
		return resolve((own.isMissingNode() && status >= 400) ? responses.path("default") : own);
	}

	/**
	 * Fails if an answer is not what the document says of its operation, or says more.
	 */
	public void check(String method, HttpResponse<String> response) {
		Optional<JsonNode> operation = operation(method, response.uri().getRawPath());
		if (operation.isEmpty()) {
			assertThat(response.statusCode()).isBetween(400, 499);
			checkProblem(response);
			return;
		}
		JsonNode documented = documented(operation.get(), response.statusCode());
		assertThat(documented.isObject()).as("status %d is documented", response.statusCode()).isTrue();
		for (String header : TELLING_HEADERS) {
			if (response.headers().firstValue(header).isPresent()) {
				assertThat(documented.path("headers").has(header)).as("%s is documented", header).isTrue();
			}
		}
		checkBody(documented.path("content"), response);
		if (response.statusCode() >= 400) {
			checkProblem(response);
			assertThat(codes(documented)).as("the problem is documented")
				.contains(FrontEnd.JSON.readTree(response.body()).path("code").asString());
		}
	}

	/**
	 * The codes of the problems that a response has examples of.
	 */
	private List<String> codes(JsonNode documented) {
		return documented.path("content")
			.path("application/problem+json")
			.path("examples")
			.valueStream()
			.map((example) -> resolve(example).path("value").path("code").asString())
			.toList();
	}

	private void checkBody(JsonNode content, HttpResponse<String> response) {
		String type = response.headers().firstValue("Content-Type").orElse("");
		if (content.isEmpty()) {
			assertThat(response.body()).isEmpty();
			return;
		}
		assertThat(content.has(type)).as("'%s' is documented", type).isTrue();
		validate(content.path(type).path("schema"), response.body());
	}

	private void checkProblem(HttpResponse<String> response) {
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		validate(this.document.at("/components/schemas/Problem"), response.body());
		JsonNode problem = FrontEnd.JSON.readTree(response.body());
		assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
		assertThat(problem.path("type").asString()).isEqualTo("/problems/" + problem.path("code").asString());
		assertThat(problem.path("instance").asString()).isEqualTo(response.uri().getRawPath());
		assertThat(problem.path("traceId").asString()).matches("[0-9a-f]{32}");
		assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
			.isEqualTo(response.statusCode() == 401);
	}

	void validate(JsonNode schema, String body) {
		assertThat(this.compiled.computeIfAbsent(schema, this::compile).validate(FrontEnd.JSON.readTree(body)))
			.isEmpty();
	}

	/**
	 * The schema with what it may refer to. An object has no other properties than those
	 * that are in the contract.
	 */
	private Schema compile(JsonNode schema) {
		ObjectNode root = (ObjectNode) schema.deepCopy();
		close(root);
		root.set("components", this.closed);
		return this.schemas.getSchema(root);
	}

	private static void close(JsonNode schema) {
		if (schema instanceof ObjectNode object && object.has("properties")) {
			object.put("additionalProperties", false);
		}
	}

	private Optional<JsonNode> operation(String method, String path) {
		return this.document.path("paths")
			.properties()
			.stream()
			.filter((entry) -> matches(entry.getKey(), path))
			.map(Map.Entry::getValue)
			.findFirst()
			.map((item) -> item.path(method.toLowerCase(Locale.ROOT)))
			.filter(JsonNode::isObject);
	}

	/**
	 * A fixed segment goes before a variable one, as the server has it.
	 */
	private boolean matches(String template, String path) {
		return fits(template, path) && (template.endsWith("/search") || this.document.path("paths")
			.properties()
			.stream()
			.noneMatch((other) -> other.getKey().endsWith("/search") && fits(other.getKey(), path)));
	}

	private static boolean fits(String template, String path) {
		String[] expected = template.split("/", -1);
		String[] actual = path.split("/", -1);
		if (expected.length != actual.length) {
			return false;
		}
		for (int i = 0; i < expected.length; i++) {
			boolean variable = expected[i].startsWith("{");
			if (variable ? actual[i].isEmpty() : !expected[i].equals(actual[i])) {
				return false;
			}
		}
		return true;
	}

	private static final class File {

		private static final Contract CONTRACT = read();

		private static Contract read() {
			try {
				return new Contract(Contract.read(FILE));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
