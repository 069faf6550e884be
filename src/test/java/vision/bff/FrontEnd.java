package vision.bff;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a front end does: calls of one person over HTTP, and whole answers.
 */
record FrontEnd(int port, String session) {

	static final JsonMapper JSON = new JsonMapper();

	private static final Pattern OF_THE_API = Pattern.compile("/(chats|events|people|session)(/.*)?");

	/**
	 * What the others answer has no body, or is for the browser.
	 */
	private static final Set<String> DOCUMENTED = Set.of("GET", "POST", "PUT", "DELETE");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	HttpResponse<String> get(String path) {
		return send(request(path));
	}

	HttpResponse<String> delete(String path) {
		return send(request(path).DELETE());
	}

	HttpResponse<String> put(String path) {
		return send(request(path).PUT(BodyPublishers.noBody()));
	}

	HttpResponse<String> post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	HttpResponse<String> text(long userId, String text) {
		return post("/chats/" + userId + "/messages", JSON.createObjectNode().put("text", text).toString());
	}

	HttpResponse<String> signIn(String login, String password) {
		return send(anonymous("/session").header("Content-Type", "application/json")
			.header("Vision-CSRF", "1")
			.POST(BodyPublishers
				.ofString(JSON.createObjectNode().put("login", login).put("password", password).toString())));
	}

	HttpResponse<String> upload(long userId, byte[] file, String part, String name) {
		return send(multipart(userId, part(file, part, name, true)));
	}

	HttpRequest.Builder multipart(long userId, byte[] body) {
		return request("/chats/" + userId + "/messages")
			.header("Content-Type", "multipart/form-data; boundary=b0undary")
			.POST(BodyPublishers.ofByteArray(body));
	}

	HttpRequest.Builder request(String path) {
		return anonymous(path).header("Authorization", "Bearer " + this.session);
	}

	HttpRequest.Builder anonymous(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofSeconds(60));
	}

	static byte[] part(byte[] file, String part, String name, boolean last) {
		String head = "--b0undary\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: image/png\r\n\r\n"
			.formatted(part, name);
		return concat(concat(head.getBytes(StandardCharsets.UTF_8), file),
				(last ? "\r\n--b0undary--\r\n" : "\r\n").getBytes(StandardCharsets.UTF_8));
	}

	static byte[] concat(byte[] one, byte[] other) {
		byte[] both = Arrays.copyOf(one, one.length + other.length);
		System.arraycopy(other, 0, both, one.length, other.length);
		return both;
	}

	/**
	 * Fails if the answer is not what the OpenAPI document says.
	 */
	static HttpResponse<String> send(HttpRequest.Builder builder) {
		try {
			HttpRequest request = builder.build();
			HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
			if (OF_THE_API.matcher(request.uri().getRawPath()).matches() && DOCUMENTED.contains(request.method())) {
				Contract.file().check(request.method(), response);
			}
			return response;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	static JsonNode body(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return JSON.readTree(response.body());
	}

	static void assertJson(HttpResponse<String> response, int status, String expected) {
		assertThat(body(response, status)).isEqualTo(JSON.readTree(expected));
	}

	static void assertProblem(HttpResponse<String> response, int status, String code) {
		JsonNode problem = body(response, status);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(problem.path("code").asString()).isEqualTo(code);
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		assertThat(problem.path("type").asString()).isEqualTo("/problems/" + code);
	}

}
