package vision.bff;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import vision.bff.chat.Chat;
import vision.bff.chat.Person;
import vision.bff.live.LiveEvent;
import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The controllers and the contract say the same: routes, parameters, bounds, and fields.
 */
@SandboxTest
class ContractTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	/** What is for people, for tools, and for the container. */
	private static final Set<String> NOT_OF_THE_API = Set.of("/problems", "/problems/{code}", "/v3/api-docs",
			"/v3/api-docs.yaml", "/error", "/", "/page/page.css", "/page/page.js");

	/** What the controllers that write their answers themselves write. */
	private static final Map<String, String> WRITTEN = Map.of("GET /chats", "vision.bff.chat.web.ChatListResource",
			"GET /chats/{userId}", Chat.class.getName(), "GET /people", "vision.bff.person.web.PeopleResource",
			"GET /people/{userId}", Person.class.getName(), "GET /people/by-username/{username}",
			Person.class.getName());

	private static final Map<Class<?>, String> TYPES = Map.of(long.class, "integer int64", Long.class, "integer int64",
			int.class, "integer int32", Integer.class, "integer int32", boolean.class, "boolean", Instant.class,
			"string date-time");

	private final Contract contract = Contract.file();

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mapping;

	@LocalServerPort
	private int port;

	@Test
	void everyRouteIsInTheContractAndTheReverse() {
		assertThat(handlers().keySet()).isEqualTo(this.contract.operations().keySet());
	}

	@Test
	void everyParameterIsInTheContractAndTheReverse() {
		handlers().forEach((name, handlers) -> {
			JsonNode operation = operation(name);
			Map<String, String> expected = new TreeMap<>();
			handlers.values()
				.stream()
				.flatMap((method) -> Arrays.stream(method.getParameters()))
				.forEach((parameter) -> describe(parameter, expected));
			if (!name.startsWith("GET ")) {
				expected.put("header Vision-CSRF", "string");
			}
			if (operation.path("responses").has("304")) {
				expected.put("header If-None-Match", "string");
			}
			Map<String, String> documented = new TreeMap<>();
			this.contract.parameters(operation)
				.forEach((parameter) -> documented.put(
						parameter.path("in").asString() + " " + parameter.path("name").asString(),
						describeParameter(parameter)));
			assertThat(documented).as(name).isEqualTo(expected);
		});
	}

	@Test
	void everyBodyIsInTheContractAndTheReverse() {
		handlers().forEach((name, handlers) -> {
			JsonNode body = operation(name).path("requestBody");
			Set<String> consumed = new TreeSet<>();
			handlers.forEach((info, method) -> info.getConsumesCondition()
				.getConsumableMediaTypes()
				.forEach((type) -> consumed.add(type.toString())));
			assertThat(new TreeSet<>(body.path("content").propertyNames())).as(name).isEqualTo(consumed);
			boolean optional = handlers.values()
				.stream()
				.flatMap((method) -> Arrays.stream(method.getParameters()))
				.map((parameter) -> parameter.getAnnotation(RequestBody.class))
				.anyMatch((annotation) -> annotation != null && !annotation.required());
			assertThat(body.path("required").asBoolean()).as(name).isEqualTo(!consumed.isEmpty() && !optional);
			handlers.values()
				.stream()
				.flatMap((method) -> Arrays.stream(method.getParameters()))
				.filter((parameter) -> parameter.isAnnotationPresent(RequestBody.class))
				.forEach((parameter) -> assertThat(describe(json(body))).as(name)
					.isEqualTo(fields(parameter.getType(), false)));
		});
	}

	@Test
	void everyFieldOfAnAnswerIsInTheContractAndTheReverse() {
		handlers().forEach((name, handlers) -> handlers.forEach((info, method) -> {
			JsonNode success = operation(name).path("responses")
				.properties()
				.stream()
				.filter((response) -> response.getKey().startsWith("2"))
				.findFirst()
				.orElseThrow()
				.getValue();
			ResolvableType answer = answer(name, method);
			assertThat(new TreeSet<>(success.path("content").propertyNames())).as(name)
				.isEqualTo(info.getProducesCondition()
					.getProducibleMediaTypes()
					.stream()
					.map(MediaType::toString)
					.collect(Collectors.toCollection(TreeSet::new)));
			if (success.path("content").has(MediaType.TEXT_EVENT_STREAM_VALUE)) {
				assertThat(eventsOfTheContract()).isEqualTo(eventsOfTheCode());
			}
			else if (name.equals("GET /media")) {
				assertThat(success.path("content"))
					.allSatisfy((file) -> assertThat(describe(file.path("schema"))).isEqualTo("string binary"));
			}
			else if (answer.resolve() == Void.class) {
				assertThat(success.has("content")).as(name).isFalse();
			}
			else {
				assertThat(describe(json(success))).as(name).isEqualTo(describe(answer));
			}
		}));
	}

	/** Each event's data by its type. */
	private Map<String, Object> eventsOfTheContract() {
		Map<String, Object> events = new TreeMap<>();
		this.contract.document()
			.at("/components/schemas/LiveEvent/oneOf")
			.valueStream()
			.map(this.contract::resolve)
			.forEach((event) -> events.put(event.at("/properties/event/const").asString(),
					describe(event.at("/properties/data"))));
		return events;
	}

	private static Map<String, Object> eventsOfTheCode() {
		Map<String, Object> events = new TreeMap<>();
		for (Class<?> event : LiveEvent.class.getPermittedSubclasses()) {
			events.put(event.getAnnotation(JsonTypeName.class).value(),
					(event.getRecordComponents().length > 0) ? fields(event, true) : "object");
		}
		return events;
	}

	@Test
	void everyFieldOfAProblemIsInTheContractAndTheReverse() throws ClassNotFoundException {
		assertThat(describe(this.contract.document().at("/components/schemas/Problem")))
			.isEqualTo(fields(Class.forName("vision.bff.problem.web.Problem"), true));
	}

	@Test
	void aTextOfTheLargestLengthIsTakenAndALongerOneIsNot() {
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		int term = largest("GET /chats/{userId}/messages/search", "q");
		assertThat(alice.get("/chats/78/messages/search?q=" + "x".repeat(term)).statusCode()).isEqualTo(200);
		assertThat(alice.get("/chats/78/messages/search?q=" + "x".repeat(term + 1)).statusCode()).isEqualTo(400);
		int key = largest("POST /chats/{userId}/messages", "Idempotency-Key");
		assertThat(keyed(alice, "k".repeat(key))).isEqualTo(201);
		assertThat(keyed(alice, "k".repeat(key + 1))).isEqualTo(400);
		assertThat(keyed(alice, "")).isEqualTo(400);
		int text = this.contract.document().at("/components/schemas/NewText/properties/text/maxLength").asInt();
		assertThat(alice.text(78, "x".repeat(text)).statusCode()).isEqualTo(201);
		assertThat(alice.text(78, "x".repeat(text + 1)).statusCode()).isEqualTo(422);
		assertThat(alice.text(78, "").statusCode()).isEqualTo(422);
	}

	@Test
	void thePartOfAnImageIsTheFieldOfTheContract() {
		JsonNode image = this.contract.document().at("/components/schemas/NewImage");
		assertThat(image.path("properties").propertyNames()).singleElement()
			.satisfies((part) -> assertThat(
					new FrontEnd(this.port, "alice-session").upload(78, Pictures.gif(), part, "dot.gif").statusCode())
				.isEqualTo(201));
	}

	@Test
	void thereIsNoMediaUnlessItIsSwitchedOn() {
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		FrontEnd.assertProblem(alice.get("/media?u=x"), 404, "media-not-found");
		assertThat(alice.get("/chats/78").body()).contains("\"avatarUrl\":\"" + sandbox.baseUrl());
	}

	private int largest(String operation, String parameter) {
		return this.contract.parameters(operation(operation))
			.stream()
			.filter((each) -> each.path("name").asString().equals(parameter))
			.findFirst()
			.orElseThrow()
			.path("schema")
			.path("maxLength")
			.asInt();
	}

	private static int keyed(FrontEnd frontEnd, String key) {
		return FrontEnd
			.send(frontEnd.request("/chats/78/messages")
				.header("Content-Type", "application/json")
				.header("Idempotency-Key", key)
				.POST(BodyPublishers.ofString("{\"text\":\"Hi\"}")))
			.statusCode();
	}

	/**
	 * The handlers of each operation. A handler of HEAD alone refuses it.
	 */
	private Map<String, Map<RequestMappingInfo, Method>> handlers() {
		Map<String, Map<RequestMappingInfo, Method>> handlers = new TreeMap<>();
		this.mapping.getHandlerMethods()
			.forEach((info, handler) -> info.getMethodsCondition()
				.getMethods()
				.stream()
				.map(Enum::name)
				.filter((method) -> !method.equals("HEAD"))
				.forEach((method) -> info.getPatternValues()
					.stream()
					.filter((path) -> !NOT_OF_THE_API.contains(path))
					.forEach((path) -> handlers.computeIfAbsent(method + " " + path, (name) -> new HashMap<>())
						.put(info, handler.getMethod()))));
		return handlers;
	}

	private JsonNode operation(String name) {
		return Objects.requireNonNull(this.contract.operations().get(name));
	}

	private static JsonNode json(JsonNode body) {
		return body.path("content").path("application/json").path("schema");
	}

	private static void describe(Parameter parameter, Map<String, String> found) {
		MergedAnnotations annotations = MergedAnnotations.from(parameter);
		for (Map.Entry<Class<? extends Annotation>, String> kind : Map
			.of(PathVariable.class, "path", RequestParam.class, "query", RequestHeader.class, "header")
			.entrySet()) {
			MergedAnnotation<?> annotation = annotations.get(kind.getKey());
			if (annotation.isPresent()) {
				String name = annotation.getString("name");
				found.put(kind.getValue() + " " + (name.isEmpty() ? parameter.getName() : name),
						describe(parameter, annotation));
			}
		}
	}

	private static String describe(Parameter parameter, MergedAnnotation<?> annotation) {
		MergedAnnotations bounds = MergedAnnotations.from(parameter);
		String fallback = annotation.getValue("defaultValue", String.class).orElse(ValueConstants.DEFAULT_NONE);
		boolean optional = !fallback.equals(ValueConstants.DEFAULT_NONE);
		String type = (parameter.getType() == Set.class) ? "array" : TYPES.getOrDefault(parameter.getType(), "string");
		return String.join("", type,
				bounds.isPresent(Min.class) ? " from " + bounds.get(Min.class).getLong("value") : "",
				bounds.isPresent(Max.class) ? " to " + bounds.get(Max.class).getLong("value") : "",
				optional ? " or " + fallback : "", !optional && annotation.getBoolean("required") ? " required" : "");
	}

	private String describeParameter(JsonNode parameter) {
		JsonNode schema = this.contract.resolve(parameter.path("schema"));
		return String.join("", type(schema), schema.has("minimum") ? " from " + schema.path("minimum") : "",
				schema.has("maximum") ? " to " + schema.path("maximum") : "",
				schema.has("default") ? " or " + schema.path("default") : "",
				parameter.path("required").asBoolean(false) ? " required" : "");
	}

	private static ResolvableType answer(String name, Method method) {
		if (WRITTEN.containsKey(name)) {
			try {
				return ResolvableType.forClass(Class.forName(WRITTEN.get(name)));
			}
			catch (ClassNotFoundException ex) {
				throw new AssertionError(ex);
			}
		}
		return ResolvableType.forMethodReturnType(method).as(HttpEntity.class).getGeneric();
	}

	/**
	 * The type of a value in the code, in the words that {@link #describe(JsonNode)} has
	 * for a schema.
	 */
	private static Object describe(ResolvableType type) {
		Class<?> javaType = type.toClass();
		if (javaType == List.class) {
			return List.of(describe(type.getGeneric()));
		}
		if (javaType.isRecord()) {
			return fields(javaType, true);
		}
		if (javaType.isEnum()) {
			return Arrays.stream(javaType.getEnumConstants())
				.map((constant) -> FrontEnd.JSON.valueToTree(constant).asString())
				.collect(Collectors.toCollection(TreeSet::new))
				.toString();
		}
		return TYPES.getOrDefault(javaType, "string");
	}

	/**
	 * The fields of a record. One that is left out instead of being null ends in a
	 * question mark.
	 */
	private static Map<String, Object> fields(Class<?> type, boolean answer) {
		Map<String, Object> fields = new TreeMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			boolean nullable = answer && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
			boolean absent = nullable && (type.isAnnotationPresent(JsonInclude.class)
					|| component.getAccessor().isAnnotationPresent(JsonInclude.class));
			Object value = describe(ResolvableType.forType(component.getGenericType()));
			fields.put(component.getName() + (absent ? "?" : ""), (nullable && !absent) ? orNull(value) : value);
		}
		return fields;
	}

	private Object describe(JsonNode schema) {
		if (schema.has("$ref")) {
			return describe(this.contract.resolve(schema));
		}
		if (schema.has("anyOf")) {
			assertThat(schema.path("anyOf")).hasSize(2);
			assertThat(schema.path("anyOf").path(1).path("type").asString()).isEqualTo("null");
			return orNull(describe(schema.path("anyOf").path(0)));
		}
		if (schema.has("properties")) {
			Map<String, Object> fields = new TreeMap<>();
			schema.path("properties")
				.properties()
				.forEach((field) -> fields.put(field.getKey() + (isRequired(schema, field.getKey()) ? "" : "?"),
						describe(field.getValue())));
			return fields;
		}
		if (schema.has("items")) {
			return List.of(describe(schema.path("items")));
		}
		if (schema.has("enum")) {
			return schema.path("enum")
				.valueStream()
				.map(JsonNode::asString)
				.collect(Collectors.toCollection(TreeSet::new))
				.toString();
		}
		return schema.path("type").isArray() ? orNull(type(schema)) : type(schema);
	}

	private static boolean isRequired(JsonNode schema, String field) {
		return schema.path("required").valueStream().anyMatch((name) -> name.asString().equals(field));
	}

	private static Object orNull(Object value) {
		return Map.of("or null", value);
	}

	/**
	 * An address is a string for the code too, and so is a password.
	 */
	private static String type(JsonNode schema) {
		String type = schema.path("type").isArray() ? schema.path("type").path(0).asString()
				: schema.path("type").asString();
		String format = schema.path("format").asString("");
		return (format.isEmpty() || format.startsWith("uri") || format.equals("password")) ? type : type + " " + format;
	}

}
