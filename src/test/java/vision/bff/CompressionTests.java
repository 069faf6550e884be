package vision.bff;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is compressed, and for whom.
 */
@SandboxTest(properties = "vision.rate-limit.enabled=false")
class CompressionTests {

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String PAGE = "/chats/78/messages?limit=100&peek=true";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/chats", PAGE, "/v3/api-docs", "/v3/api-docs.yaml", "/page/page.js", "/page/page.css",
			"/swagger-ui/swagger-ui-bundle.js", "/swagger-ui/swagger-ui.css", "/problems", "/house/house.css" })
	void whatIsTextIsSmallerForWhoTakesIt(String path) throws Exception {
		HttpResponse<byte[]> whole = ask(path);
		HttpResponse<byte[]> small = ask(path, "Accept-Encoding", "gzip, deflate, br");
		assertThat(whole.headers().map()).doesNotContainKey("content-encoding");
		assertThat(small.headers().allValues("Content-Encoding")).containsExactly("gzip");
		assertThat(small.body()).hasSizeLessThan(whole.body().length / 2);
		assertThat(unpacked(small)).isEqualTo(whole.body());
		for (HttpResponse<byte[]> answer : List.of(whole, small)) {
			assertThat(String.join(", ", answer.headers().allValues("Vary"))).containsIgnoringCase("Accept-Encoding");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			gzip                   | true
			GZIP;q=0.5             | true
			gzip;q=1.000           | true
			deflate, gzip;q=0.001  | true
			*                      | true
			br, *;q=0.1            | true
			identity;q=0.5, gzip   | true
			gzip;q=0               | false
			gzip;q=0.000, *        | false
			*;q=0                  | false
			identity               | false
			identity, gzip;q=0.5   | false
			br, deflate            | false
			gzip;q=2               | false
			gzip;level=9           | false
			not gzip               | false
			''                     | false""")
	void whatAClientTakesIsHeeded(String accepted, boolean compressed) throws Exception {
		for (String path : List.of("/chats", PAGE)) {
			assertThat(ask(path, "Accept-Encoding", accepted).headers().firstValue("Content-Encoding").isPresent())
				.as(path)
				.isEqualTo(compressed);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/session", "/people/78", "/chats/0", "/nowhere" })
	void whatIsSmallAnywayStaysAsItIs(String path) throws Exception {
		HttpResponse<byte[]> answer = ask(path, "Accept-Encoding", "gzip");
		assertThat(answer.body()).hasSizeLessThan(1024);
		assertThat(answer.headers().map()).doesNotContainKey("content-encoding").containsKey("content-length");
	}

	@Test
	void aStreamIsNeverCompressed() throws Exception {
		HttpResponse<?> stream = HTTP.send(request("/events", "Accept-Encoding", "gzip"), BodyHandlers.ofInputStream());
		assertThat(stream.headers().firstValue("Content-Type")).hasValue("text/event-stream");
		assertThat(stream.headers().map()).doesNotContainKey("content-encoding");
		((AutoCloseable) stream.body()).close();
	}

	/** Proxies that compress weaken the name, or write behind it what they have done. */
	@ParameterizedTest
	@ValueSource(strings = { "W/\"%s\"", "\"%s\"", "W/\"%s-gzip\"", "\"%s-gzip\"", "\"other\", W/\"%s\"", "*" })
	void aListHasOneNameWhateverItsCoding(String known) throws Exception {
		String name = ask("/chats").headers().firstValue("ETag").orElseThrow();
		assertThat(name).matches("W/\"[0-9a-f]{32}\"");
		assertThat(ask("/chats", "Accept-Encoding", "gzip").headers().firstValue("ETag")).hasValue(name);
		HttpResponse<byte[]> again = ask("/chats", "Accept-Encoding", "gzip", "If-None-Match",
				known.formatted(name.substring(3, 35)));
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
		assertThat(again.headers().firstValue("ETag")).hasValue(name);
		assertThat(again.headers().map()).doesNotContainKey("content-encoding");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"other\"", "W/\"%sx\"", "\"x%s\"", "%s", "\"%s-br\"" })
	void anotherNameIsNotTakenForIt(String known) throws Exception {
		String name = ask("/chats").headers().firstValue("ETag").orElseThrow();
		assertThat(ask("/chats", "If-None-Match", known.formatted(name.substring(3, 35))).statusCode()).isEqualTo(200);
	}

	/** Its length would tell something of what is in it. */
	@ParameterizedTest
	@CsvSource({ "cross-site, no-cors, false", "same-site, no-cors, false", "cross-site, navigate, false",
			"cross-site, cors, true", "same-origin, no-cors, true", "none, navigate, true" })
	void whatAPageOfAnotherSiteCanHaveAskedForIsNotCompressed(String site, String mode, boolean compressed)
			throws Exception {
		for (String path : List.of("/chats", PAGE)) {
			HttpResponse<byte[]> answer = ask(path, "Accept-Encoding", "gzip", "Sec-Fetch-Site", site, "Sec-Fetch-Mode",
					mode);
			assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).as(path).isEqualTo(compressed);
		}
	}

	private HttpResponse<byte[]> ask(String path, String... headers) throws Exception {
		return HTTP.send(request(path, headers), BodyHandlers.ofByteArray());
	}

	private HttpRequest request(String path, String... headers) {
		HttpRequest.Builder request = new FrontEnd(this.port, "alice-session").request(path);
		return ((headers.length > 0) ? request.headers(headers) : request).build();
	}

	private static byte[] unpacked(HttpResponse<byte[]> answer) throws IOException {
		try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
			return unpacked.readAllBytes();
		}
	}

}
