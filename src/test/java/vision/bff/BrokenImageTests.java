package vision.bff;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * Images that are not whole never are with the site either.
 */
@SandboxTest
class BrokenImageTests {

	private static final long BOB = 78;

	private static final byte[] JPEG = HexFormat.of()
		.parseHex("ffd8ffe000104a46494600010100000100010000ffda000c03010002110311003f0012345678ffd9");

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	static Stream<Arguments> cut() {
		return Stream.of(Arguments.of("the signature of a png", Arrays.copyOf(Pictures.png(100), 8)),
				Arguments.of("the header of a png", Arrays.copyOf(Pictures.png(100), 33)),
				Arguments.of("a png without its last byte", Arrays.copyOf(Pictures.png(100), 99)),
				Arguments.of("a png of 1 MB without its last byte", Arrays.copyOf(Pictures.png(1_000_000), 999_999)),
				Arguments.of("the signature of a gif", Arrays.copyOf(Pictures.gif(), 6)),
				Arguments.of("a gif without its trailer", Arrays.copyOf(Pictures.gif(), Pictures.gif().length - 1)),
				Arguments.of("the first marker of a jpg", Arrays.copyOf(JPEG, 3)),
				Arguments.of("a jpg without its last byte", Arrays.copyOf(JPEG, JPEG.length - 1)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("cut")
	void anImageThatEndsTooEarlyIsNotSent(String name, byte[] image) {
		long before = newest();
		HttpResponse<String> answer = alice().upload(BOB, image, "image", "a.png");
		assertProblem(answer, 422, "invalid-image");
		assertRefusal(FrontEnd.JSON.readTree(answer.body()), "must be whole, but ends before its format says");
		assertThat(newest()).isEqualTo(before);
	}

	@Test
	void theSameImagesWholeAreSent() {
		for (byte[] image : new byte[][] { Pictures.png(100), Pictures.png(1_000_000), Pictures.gif(), JPEG }) {
			assertThat(body(alice().upload(BOB, image, "image", "a.png"), 201).at("/attachment/type").asString())
				.isEqualTo("image");
		}
	}

	@Test
	void aBrokenImageIsRefusedBeforeTheRestOfItArrives() throws IOException {
		long before = newest();
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.setSoTimeout(30_000);
			socket.getOutputStream().write("""
					POST /chats/78/messages HTTP/1.1\r
					Host: localhost\r
					Authorization: Bearer alice-session\r
					Content-Type: multipart/form-data; boundary=b\r
					Content-Length: 100000\r
					Connection: close\r
					\r
					--b\r
					Content-Disposition: form-data; name="image"; filename="a.gif"\r
					\r
					""".getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write(Arrays.copyOf("GIF89a".getBytes(StandardCharsets.US_ASCII), 40_000));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer).startsWith("HTTP/1.1 422");
			assertRefusal(FrontEnd.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n"))),
					"must be whole, but goes on as its format does not");
		}
		assertThat(newest()).isEqualTo(before);
	}

	@Test
	void anImageWhoseSenderBreaksOffIsABrokenRequest() {
		byte[] cut = Arrays.copyOf(Pictures.gif(), 20);
		byte[] body = FrontEnd.part(cut, "image", "a.gif", false);
		HttpResponse<String> answer = FrontEnd.send(alice().multipart(BOB, body));
		assertProblem(answer, 400, "invalid-request");
		assertThat(FrontEnd.JSON.readTree(answer.body()).path("outcome").asString()).isEqualTo("not-sent");
	}

	private static void assertRefusal(JsonNode problem, String message) {
		assertThat(problem.path("code").asString()).isEqualTo("invalid-image");
		assertThat(problem.path("retryable").asBoolean(true)).isFalse();
		assertThat(problem.path("outcome").asString()).isEqualTo("not-sent");
		assertThat(problem.path("errors"))
			.isEqualTo(FrontEnd.JSON.readTree("[{\"pointer\": \"/image\", \"message\": \"%s\"}]".formatted(message)));
	}

	private long newest() {
		return body(alice().get("/chats/78/messages?limit=1"), 200).at("/items/0/id").asLong();
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

}
