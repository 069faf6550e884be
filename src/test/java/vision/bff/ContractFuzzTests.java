package vision.bff;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.UriUtils;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Requests made up from the contract, right and wrong. To repeat a run, set the system
 * property {@code fuzz.seed} to the seed that it printed.
 */
@SandboxTest(properties = { "vision.rate-limit.enabled=false", "vision.timeouts.response=30s",
		"vision.timeouts.request=30s", "resilience4j.bulkhead.instances.upstream.max-wait-duration=30s" })
class ContractFuzzTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final int REQUESTS = 2_000;

	private static final int WALKS = 8;

	private static final List<String> ODD = List.of("", "0", "-1", "1.5", "1e3", "9007199254740991", "9007199254740992",
			"99999999999999999999", "NaN", "null", "true", "a", "78a", " 78", "'", "\"", "<script>", "${jndi:x}",
			"../..", "%", "\u0000", "\ud83d\ude00", "\u202e", "[]", "{}", "1,2", "1;2", "x".repeat(500));

	private static final List<String> TEXTS = List.of("Hi", "0", "00", "", " ", "\n", "<b>bold</b>", "a <3 b",
			"C:\\new", "don't", "\ud83d\udc69\u200d\ud83d\udc67", "\ud800", "\u0000", "&amp;",
			"https://example.com/?a=b&c=d", "x".repeat(3_000), "x".repeat(3_001), "&".repeat(601),
			"\u05e9\u05dc\u05d5\u05dd");

	private static final List<String> BODIES = List.of("", "{", "[]", "null", "1", "\"text\"", "{}", "{\"text\":null}",
			"{\"text\":1}", "{\"text\":true}", "{\"text\":[]}", "{\"text\":{}}", "{\"text\":\"a\",\"text\":\"b\"}",
			"{\"text\":\"Hi\",\"more\":1}", "{\"TEXT\":\"Hi\"}", "{\"text\":\"Hi\"} x", "{'text':'Hi'}",
			"{\"text\":\"\\ud800\"}", "{\"text\":\"\\u0000\"}", "[".repeat(2_000));

	private static final List<String> TYPES = List.of("application/json", "application/json;charset=UTF-8",
			"text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=b0undary",
			"nonsense", "*/*", "application/x-www-form-urlencoded", "application/problem+json");

	private static final List<String> ACCEPTED = List.of("application/json", "*/*", "text/html",
			"application/problem+json", "application/*;q=0.5", "nonsense", "", "image/png, */*;q=0.1");

	private static final List<String> FILES = List.of(new String(Pictures.gif(), StandardCharsets.ISO_8859_1),
			"GIF89a\1\0\1\0;", "GIF87a", "\u0089PNG\r\n\u001a\n", "<svg/>", "", "\u00ff\u00d8\u00ff\u00e0 jpg", "BM",
			"GIF8");

	@LocalServerPort
	private int port;

	@Test
	void whateverIsAskedTheAnswerIsInTheContract() throws Exception {
		long seed = Long.getLong("fuzz.seed", System.nanoTime());
		Contract contract = Contract.file();
		List<Operation> operations = operations(contract);
		Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(WALKS)) {
			List<Future<?>> walks = new ArrayList<>();
			for (int walk = 0; walk < WALKS; walk++) {
				Random random = new Random(seed + walk);
				walks.add(threads.submit(() -> {
					for (int i = 0; i < REQUESTS / WALKS; i++) {
						Asked asked = made(random, operations);
						HttpResponse<String> response = FrontEnd.send(asked.request());
						statuses.computeIfAbsent(response.statusCode(), (status) -> new AtomicInteger())
							.incrementAndGet();
						check(contract, asked, response, seed);
					}
				}));
			}
			for (Future<?> walk : walks) {
				walk.get(9, TimeUnit.MINUTES);
			}
		}
		System.out.printf("%d requests, seed %d, statuses %s%n", REQUESTS, seed, statuses);
		assertThat(statuses).as("seed %d", seed).containsKeys(200, 201, 204, 400, 401, 403, 404, 405, 406, 415, 422);
	}

	@Test
	void anAnswerOutsideTheContractIsNoticed() {
		FrontEnd alice = new FrontEnd(this.port, "alice-session");
		Contract contract = Contract.file();
		HttpResponse<String> chat = alice.get("/chats/78");
		contract.check("GET", chat);
		assertThatThrownBy(() -> contract.check("DELETE", chat)).hasMessageContaining("status 200 is documented");
		assertThatThrownBy(() -> contract.check("PUT", chat)).isInstanceOf(AssertionError.class);
		JsonNode schema = contract.document().at("/components/schemas/Chat");
		contract.validate(schema, chat.body());
		assertThatThrownBy(() -> contract.validate(schema, chat.body().replace("\"id\":", "\"no\":")))
			.isInstanceOf(AssertionError.class);
		assertThatThrownBy(() -> contract.validate(schema, chat.body().replace("\"verified\":false", "\"verified\":0")))
			.isInstanceOf(AssertionError.class);
	}

	private static void check(Contract contract, Asked asked, HttpResponse<String> response, long seed) {
		try {
			assertThat(response.statusCode()).isLessThan(500);
			contract.check(asked.method(), response);
		}
		catch (AssertionError ex) {
			throw new AssertionError("seed %d: %s %s -> %d %s".formatted(seed, asked.method(), response.uri(),
					response.statusCode(), response.body()), ex);
		}
	}

	private static List<Operation> operations(Contract contract) {
		return contract.operations().entrySet().stream().filter(ContractFuzzTests::ends).map((operation) -> {
			String[] name = operation.getKey().split(" ");
			return new Operation(name[0], name[1], contract.parameters(operation.getValue()));
		}).toList();
	}

	/** A stream goes on (LiveTests). */
	private static boolean ends(Map.Entry<String, JsonNode> operation) {
		return !operation.getValue().path("responses").path("200").path("content").has("text/event-stream");
	}

	private Asked made(Random random, List<Operation> operations) {
		Operation operation = any(random, operations);
		StringBuilder path = new StringBuilder(operation.path());
		List<String> query = new ArrayList<>();
		operation.parameters().forEach((parameter) -> {
			String name = parameter.path("name").asString();
			String value = UriUtils.encode(value(random, name), StandardCharsets.UTF_8);
			switch (parameter.path("in").asString()) {
				case "path" -> replace(path, "{" + name + "}", value);
				case "query" -> {
					if (parameter.path("required").asBoolean() ? random.nextInt(20) > 0 : random.nextInt(3) == 0) {
						query.add(name + "=" + value);
					}
				}
				default -> {
				}
			}
		});
		if (random.nextInt(30) == 0) {
			query.add(UriUtils.encode(any(random, ODD), StandardCharsets.UTF_8) + "=x");
		}
		if (random.nextInt(50) == 0) {
			path.append(any(random, List.of("/", "/x", "//", "/%00", ".json")));
		}
		String method = (random.nextInt(30) == 0) ? any(random, List.of("GET", "POST", "PUT", "PATCH", "DELETE"))
				: operation.method();
		String target = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
		HttpRequest.Builder request = new FrontEnd(this.port, "").anonymous(target);
		credential(random, request);
		header(random, 10, request, "Accept", ACCEPTED);
		header(random, 5, request, "If-None-Match", List.of("*", "\"x\"", "W/\"x\"", "nonsense", ""));
		header(random, 3, request, "Idempotency-Key",
				List.of("a", "b", "c", "k".repeat(255), "k".repeat(256), "a b", "\"quoted\"", ""));
		return new Asked(method, request.method(method, body(random, method, request)));
	}

	private static String value(Random random, String name) {
		if (random.nextInt(8) == 0) {
			return any(random, ODD);
		}
		return switch (name) {
			case "userId" -> any(random, List.of("78", "34", "35", "36", "37", "40", "7", "999"));
			case "messageId", "before", "after", "around" -> Integer.toString(random.nextInt(1, 200));
			case "limit" -> Integer.toString(random.nextInt(0, 102));
			default ->
				any(random, List.of("hello", "e", "TONIGHT", "(", "&", "\u05e9", "x".repeat(100), "x".repeat(101)));
		};
	}

	private static void credential(Random random, HttpRequest.Builder request) {
		switch (random.nextInt(14)) {
			case 0 -> {
			}
			case 1 ->
				request.header("Authorization", any(random, List.of("Bearer", "Bearer ", "Basic YTpi", "bearer a b",
						"Bearer " + "x".repeat(257), "Bearer gone-session", "Bearer nobody", "nonsense", "")));
			default -> request.header("Authorization",
					"Bearer " + any(random, List.of("alice", "bob", "carol", "frank")) + "-session");
		}
	}

	private static BodyPublisher body(Random random, String method, HttpRequest.Builder request) {
		if (!method.equals("POST") && random.nextInt(20) > 0) {
			return BodyPublishers.noBody();
		}
		String type = any(random, TYPES);
		switch (random.nextInt(4)) {
			case 0 -> {
				request.header("Content-Type", type);
				return BodyPublishers.ofString(any(random, BODIES));
			}
			case 1 -> {
				request.header("Content-Type", "multipart/form-data; boundary=b0undary");
				byte[] file = any(random, FILES).getBytes(StandardCharsets.ISO_8859_1);
				byte[] part = FrontEnd.part(file, any(random, List.of("image", "image", "image", "file")), "a.gif",
						random.nextInt(10) > 0);
				return BodyPublishers.ofByteArray(part);
			}
			case 2 -> {
				request.header("Content-Type", "application/json");
				return BodyPublishers.ofString(any(random, BODIES));
			}
			default -> {
				request.header("Content-Type", "application/json");
				return BodyPublishers
					.ofString(FrontEnd.JSON.createObjectNode().put("text", any(random, TEXTS)).toString());
			}
		}
	}

	private static void header(Random random, int oneOf, HttpRequest.Builder request, String name,
			List<String> values) {
		if (random.nextInt(oneOf) == 0) {
			request.header(name, any(random, values));
		}
	}

	private static void replace(StringBuilder text, String placeholder, String value) {
		int start = text.indexOf(placeholder);
		text.replace(start, start + placeholder.length(), value);
	}

	private static <T> T any(Random random, List<T> values) {
		return values.get(random.nextInt(values.size()));
	}

	private record Operation(String method, String path, List<JsonNode> parameters) {
	}

	private record Asked(String method, HttpRequest.Builder request) {
	}

}
