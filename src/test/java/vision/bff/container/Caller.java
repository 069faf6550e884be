package vision.bff.container;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.Contract;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody with a session at a BFF that listens on this machine.
 */
record Caller(int port, String session) {

	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	static final JsonMapper JSON = new JsonMapper();

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofMinutes(1))
			.header("Authorization", "Bearer " + this.session);
	}

	HttpRequest get(String path) {
		return request(path).build();
	}

	HttpRequest delete(String path) {
		return request(path).DELETE().build();
	}

	HttpRequest say(long user, String text) {
		return request("/chats/" + user + "/messages").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(JSON.createObjectNode().put("text", text).toString()))
			.build();
	}

	HttpRequest show(long user, byte[] picture) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes("""
				--b0undary\r
				Content-Disposition: form-data; name="image"; filename="picture.png"\r
				Content-Type: image/png\r
				\r
				""".getBytes(StandardCharsets.US_ASCII));
		body.writeBytes(picture);
		body.writeBytes("\r\n--b0undary--\r\n".getBytes(StandardCharsets.US_ASCII));
		return request("/chats/" + user + "/messages").header("Content-Type", "multipart/form-data; boundary=b0undary")
			.POST(BodyPublishers.ofByteArray(body.toByteArray()))
			.build();
	}

	/**
	 * Fails if the answer is not what the OpenAPI document says.
	 */
	static HttpResponse<String> send(HttpRequest request) throws Exception {
		HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
		if (request.uri().getRawPath().startsWith("/chats")) {
			Contract.file().check(request.method(), response);
		}
		return response;
	}

	static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
		return HTTP.sendAsync(request, BodyHandlers.ofString());
	}

	static JsonNode json(HttpRequest request, int status) throws Exception {
		HttpResponse<String> response = send(request);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		return JSON.readTree(response.body());
	}

}
