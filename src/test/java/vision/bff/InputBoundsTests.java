package vision.bff;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Whatever comes in over a socket is answered with a problem, never with a reset, a page
 * of the container or a fault of ours.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "vision.rate-limit.enabled=false")
class InputBoundsTests {

	private static final SandboxServer sandbox = SandboxServer.start(0);

	private static final String ME = "Host: localhost\r\nAuthorization: Bearer alice-session\r\nConnection: close\r\n";

	private static final String JSON = ME + "Content-Type: application/json\r\n";

	private static final String MULTIPART = ME + "Content-Type: multipart/form-data; boundary=b\r\n";

	private static final String POST = "POST /chats/78/messages HTTP/1.1\r\n";

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

	static Stream<Arguments> requests() {
		String large = "x".repeat(100_000);
		return Stream.of(get("a header too large", "/chats", ME + "X: " + large + "\r\n", 400, "invalid-request"),
				get("too many headers", "/chats", ME + "X: y\r\n".repeat(1_000), 400, "invalid-request"),
				get("a path too long", "/chats/" + large, ME, 400, "invalid-request"),
				get("a query too long", "/chats?q=" + large, ME, 400, "invalid-request"),
				get("a search term too long", "/chats/78/messages/search?q=" + "x".repeat(101), ME, 400,
						"invalid-request"),
				get("too many parameters", "/chats/78/messages?" + "a=b&".repeat(1_500), ME, 400, "invalid-request"),
				get("a number too large", "/chats/" + "9".repeat(400), ME, 400, "invalid-request"),
				get("a limit too large", "/chats/78/messages?limit=101", ME, 400, "invalid-request"),
				get("a credential too long", "/chats",
						"Host: localhost\r\nAuthorization: Bearer " + "x".repeat(257) + "\r\nConnection: close\r\n",
						401, "invalid-session"),
				get("no host", "/chats", "Connection: close\r\n", 400, "invalid-request"),
				get("two hosts", "/chats", ME + "Host: elsewhere\r\n", 400, "invalid-request"),
				get("a path with a NUL", "/chats/%00", ME, 400, "invalid-request"),
				get("a path with an encoded slash", "/chats%2F78", ME, 400, "invalid-request"),
				get("a path that climbs out", "/chats/../../etc", ME, 400, "invalid-request"),
				get("a path that is badly encoded", "/chats/%zz", ME, 400, "invalid-request"),
				get("characters that no path has", "/chats/<>\"{}", ME, 400, "invalid-request"),
				get("a header without a name", "/chats", ME + ": x\r\n", 400, "invalid-request"),
				arguments("a method too strange", "B@D /chats HTTP/1.1\r\n" + ME + "\r\n", 400, "invalid-request"),
				arguments("a method nobody knows", "BREW /chats HTTP/1.1\r\n" + ME + "\r\n", 405, "method-not-allowed"),
				arguments("a protocol nobody knows", "GET /chats HTTP/9.9\r\n" + ME + "\r\n", 400, "invalid-request"),
				arguments("no protocol worth the name", "GET /chats FTP/1.1\r\n" + ME + "\r\n", 400, "invalid-request"),
				arguments("no HTTP at all", "\u0016\u0003\u0001 hello?\r\n\r\n", 400, "invalid-request"),
				post("a JSON body too large", JSON, "{\"text\":\"" + large + "\"}", 422, "invalid-message"),
				post("a JSON body of blanks", JSON, " ".repeat(100_000), 422, "invalid-message"),
				post("a text too long", JSON, "{\"text\":\"" + "x".repeat(3_001) + "\"}", 422, "invalid-message"),
				post("JSON nested too deeply", JSON, "[".repeat(60_000), 422, "invalid-message"),
				post("JSON nested in a field", JSON, "{\"text\":" + "{\"a\":".repeat(5_000), 422, "invalid-message"),
				post("a name too long in JSON", JSON, "{\"" + "n".repeat(60_000) + "\":1}", 400, "invalid-request"),
				post("a number too long in JSON", JSON, "{\"text\":" + "9".repeat(5_000) + "}", 400, "invalid-request"),
				post("no body at all", JSON, "", 400, "invalid-request"),
				post("an encoding nobody knows", JSON + "Content-Encoding: br\r\n", "{\"text\":\"Hi\"}", 415,
						"unsupported-media-type"),
				post("a part header too large", MULTIPART,
						"--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"" + large + "\"\r\n\r\nx",
						400, "invalid-request"),
				post("thousands of parts", MULTIPART,
						"--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n".repeat(3_000) + "--b--\r\n",
						400, "invalid-request"),
				post("a multipart body without an end", MULTIPART,
						"--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\nGIF89a", 400,
						"invalid-request"),
				post("a multipart body of garbage", MULTIPART, "x".repeat(50_000), 400, "invalid-request"),
				arguments("a chunked JSON body too large",
						POST + JSON + "Transfer-Encoding: chunked\r\n\r\n"
								+ ("8000\r\n" + " ".repeat(0x8000) + "\r\n").repeat(4) + "0\r\n\r\n",
						422, "invalid-message"),
				arguments("chunks of nonsense",
						POST + JSON + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", 400,
						"invalid-request"),
				arguments("a transfer encoding nobody knows",
						POST + JSON + "Transfer-Encoding: nonsense\r\n\r\n{\"text\":\"Hi\"}", 400, "invalid-request"),
				arguments("a negative length", POST + JSON + "Content-Length: -1\r\n\r\n", 400, "invalid-request"),
				arguments("two lengths", POST + JSON + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n{}  ", 400,
						"invalid-request"),
				arguments("an image that says it is too large",
						POST + MULTIPART + "Content-Length: 99999999999\r\n\r\n", 413, "image-too-large"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void whatIsOutOfBoundsIsAProblem(String name, String request, int status, String code) throws IOException {
		String answer = answer(request);
		assertThat(answer.lines().findFirst().orElse("")).startsWith("HTTP/1.1 " + status + " ");
		assertThat(answer.toLowerCase(Locale.ROOT)).contains("content-type: application/problem+json");
		JsonNode problem = FrontEnd.JSON.readTree(answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
		assertThat(problem.path("code").asString()).isEqualTo(code);
		assertThat(problem.path("status").asInt()).isEqualTo(status);
	}

	private String answer(String request) throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private static Arguments get(String name, String target, String headers, int status, String code) {
		return arguments(name, "GET " + target + " HTTP/1.1\r\n" + headers + "\r\n", status, code);
	}

	private static Arguments post(String name, String headers, String body, int status, String code) {
		return arguments(name, POST + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body, status, code);
	}

}
