package vision.bff;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.SandboxServer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.JSON;

/**
 * Whatever arrives, and however much of it, the answer is a problem.
 */
@SandboxTest(properties = { "vision.rate-limit.enabled=false", "vision.cors.allowed-origins=https://chat.example.com" })
class InputBoundsTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String MESSAGES = "/chats/78/messages";

	private static final String JSON_TYPE = "Content-Type: application/json\r\n";

	private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=b\r\n";

	private static final String HI = "{\"text\":\"hi\"}";

	private static final String GIF = new String(Pictures.gif(), ISO_8859_1);

	private static final String END = "--b--\r\n";

	private static final int MEGABYTES_30 = 30 * 1024 * 1024;

	@LocalServerPort
	private int port;

	@ParameterizedTest(name = "{0}")
	@MethodSource({ "targets", "heads", "bodies", "multiparts", "framings" })
	void whateverArrivesTheAnswerIsAProblem(Case input) {
		RawHttp answer = RawHttp.exchange(this.port, input.request().getBytes(ISO_8859_1));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(input.status());
		assertThat(answer.header("Content-Type")).containsExactly("application/problem+json");
		assertThat(answer.json().path("code").asString()).isEqualTo(input.code());
		assertThat(answer.json().path("status").asInt()).isEqualTo(input.status());
		assertThat(answer.json().path("traceId").asString()).matches("[0-9a-f]{32}");
		assertThat(answer.json().path("outcome").asString("")).as("what became of a write")
			.isEqualTo(input.request().startsWith("POST") ? "not-sent" : "");
		assertThat(answer.json().path("instance").asString()).isNotEmpty();
	}

	static Stream<Case> targets() {
		return Stream.of(invalid("a path of 20,000 characters", get("/chats/" + "1".repeat(20_000))),
				invalid("a path of 7,000 digits", get("/chats/" + "1".repeat(7_000))),
				invalid("a query value of 7,000 characters", get(MESSAGES + "/search?q=" + "a".repeat(7_000))),
				invalid("a limit of 7,000 digits", get(MESSAGES + "?limit=" + "1".repeat(7_000))),
				invalid("1,500 parameters", get(MESSAGES + "?" + "a&".repeat(1_500))),
				invalid("a parameter that is not percent-encoded", get(MESSAGES + "?limit=%zz")),
				invalid("a parameter that is not UTF-8", get(MESSAGES + "/search?q=%ff%fe")),
				invalid("a path that is not percent-encoded", get("/chats/%zz")),
				invalid("a path that is not UTF-8", get("/chats/%ff")), invalid("NUL in the path", get("/chats/\0")),
				invalid("%00 in the path", get("/chats/%00")), invalid("an encoded slash", get("/chats%2F78")),
				invalid("an encoded backslash", get("/chats%5C78")),
				invalid("a way out of the root", get("/chats/../../etc/passwd")),
				invalid("an encoded way out of the root", get("/chats/%2e%2e/%2e%2e/etc/passwd")),
				invalid("an encoded semicolon", get("/chats/78%3Ba")),
				invalid("a blank in the path", get("/chats/7 8")), invalid("bytes above ASCII", get("/chats/\u00e9")),
				invalid("brackets", get(MESSAGES + "?limit[]=1")), invalid("a fragment", get("/chats#a")),
				invalid("a query alone", get("?a=b")), invalid("no slash", get("chats")),
				invalid("an asterisk", get("*")),
				invalid("the whole address of somebody else", get("http://elsewhere.example/chats")),
				invalid("the whole address of nobody", get("http:///chats")),
				invalid("another scheme", get("ftp://localhost/chats")), invalid("a double slash", get("//chats")));
	}

	static Stream<Case> heads() {
		String many = IntStream.range(0, 200).mapToObj((i) -> "X-" + i + ": a\r\n").collect(Collectors.joining());
		return Stream.of(tooLarge("a header of 20,000 characters", get("/chats", "X: " + "a".repeat(20_000) + "\r\n")),
				tooLarge("200 headers", get("/chats", many)),
				tooLarge("cookies of 9,000 characters", get("/chats", "Cookie: " + "a=b; ".repeat(1_800) + "c=d\r\n")),
				invalid("a header with a blank before the colon", get("/chats", "X : a\r\n")),
				invalid("a header without a colon", get("/chats", "X\r\n")),
				invalid("a header with NUL", get("/chats", "X: a\0b\r\n")),
				invalid("two hosts", get("/chats", "Host: b\r\n")), invalid("no host", "GET /chats HTTP/1.1\r\n\r\n"),
				invalid("a host with a blank", "GET /chats HTTP/1.1\r\nHost: a b\r\n\r\n"),
				invalid("an expectation nobody knows", post(JSON_TYPE + "Expect: wonders\r\n", HI)),
				invalid("a method with a parenthesis", get("/chats").replaceFirst("GET", "G(T")),
				new Case("a method in lower case", get("/chats").replaceFirst("GET", "get"), 405, "method-not-allowed"),
				new Case("TRACE", get("/chats").replaceFirst("GET", "TRACE"), 405, "method-not-allowed"),
				invalid("CONNECT", get("localhost:80").replaceFirst("GET", "CONNECT")),
				invalid("HTTP/3.0", get("/chats").replaceFirst("HTTP/1.1", "HTTP/3.0")),
				invalid("another protocol", get("/chats").replaceFirst("HTTP/1.1", "FTP/1.1")),
				invalid("a TLS handshake", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n"),
				new Case("HTTP/1.0 without a credential", "GET /chats HTTP/1.0\r\n\r\n", 401, "unauthenticated"),
				new Case("1,500 acceptable types", get("/chats", "Accept: " + "a/b,".repeat(1_500) + "\r\n"), 406,
						"not-acceptable"));
	}

	static Stream<Case> bodies() {
		return Stream.of(unsendable("JSON of a byte too much", post(JSON_TYPE, HI + " ".repeat(64 * 1024 - 12))),
				unsendable("30 MB of JSON", post(JSON_TYPE, HI + " ".repeat(MEGABYTES_30))),
				unsendable("30 MB of JSON in chunks",
						chunked(JSON_TYPE, chunk(" ".repeat(100_000)).repeat(300) + "0\r\n\r\n")),
				unsendable("a Content-Length of 10 GB", request(JSON_TYPE, "10000000000", HI)),
				unsendable("1 MB after 100-continue",
						post(JSON_TYPE + "Expect: 100-continue\r\n", " ".repeat(1_000_000))),
				unsendable("30,000 arrays in one another", post(JSON_TYPE, "[".repeat(30_000))),
				unsendable("10,000 objects in one another", post(JSON_TYPE, "{\"a\":".repeat(10_000))),
				unsendable("a text of 9,000 objects in one another",
						post(JSON_TYPE, "{\"text\":" + "{\"a\":".repeat(9_000))),
				unsendable("a name of 60,000 characters", post(JSON_TYPE, "{\"" + "a".repeat(60_000) + "\":1}")),
				invalid("a name that is no Unicode", post(JSON_TYPE, "{\"\\ud800\":1}")),
				unsendable("a number of 5,000 digits", post(JSON_TYPE, "{\"text\":" + "1".repeat(5_000) + "}")),
				invalid("JSON that is not UTF-8", post(JSON_TYPE, "{\"text\":\"\u00ff\u00fe\"}")),
				unsupported("a body in a content coding", post(JSON_TYPE + "Content-Encoding: br\r\n", HI)),
				unsupported("a body in two content codings",
						post(JSON_TYPE + "Content-Encoding: identity\r\nContent-Encoding: br\r\n", HI)),
				unsupported("an image in a content coding",
						post(MULTIPART + "Content-Encoding: gzip\r\n", part() + END)),
				unsupported("a body of no type", post("", HI)),
				unsupported("a type that is none", post("Content-Type: json\r\n", HI)),
				unsupported("a charset nobody knows", post("Content-Type: application/json;charset=none\r\n", HI)),
				new Case("30 MB that nobody reads",
						post(JSON_TYPE, HI + " ".repeat(MEGABYTES_30)).replace("alice-session", "not a session"), 401,
						"invalid-session"));
	}

	static Stream<Case> multiparts() {
		String field = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
		return Stream
			.of(invalid("a part header of 1 MB", post(MULTIPART, part("X: " + "a".repeat(1_000_000) + "\r\n") + END)),
					invalid("a second part with a header of 1 MB",
							post(MULTIPART, part() + part("X: " + "a".repeat(1_000_000) + "\r\n") + END)),
					invalid("5,000 images", post(MULTIPART, part().repeat(5_000) + END)),
					invalid("5,000 fields", post(MULTIPART, field.repeat(5_000) + END)),
					invalid("no boundary", post("Content-Type: multipart/form-data\r\n", part() + END)),
					invalid("a boundary of 6,000 characters",
							post("Content-Type: multipart/form-data; boundary=" + "b".repeat(6_000) + "\r\n",
									part() + END)),
					invalid("no part", post(MULTIPART, "")), invalid("no multipart", post(MULTIPART, "what?")),
					invalid("10 MB before the first part", post(MULTIPART, "x".repeat(10_000_000))),
					invalid("an image without an end", post(MULTIPART, part())),
					invalid("a part header without an end", post(MULTIPART, "--b\r\nContent-Disp")),
					invalid("lines without carriage returns", post(MULTIPART, (part() + END).replace("\r", ""))),
					new Case("30 MB of image in chunks", chunked(MULTIPART,
							chunk(part().stripTrailing()) + chunk("x".repeat(100_000)).repeat(300) + "0\r\n\r\n"), 413,
							"image-too-large"));
	}

	static Stream<Case> framings() {
		return Stream.of(invalid("less than its Content-Length", request(JSON_TYPE, "100", HI)),
				invalid("an image of less than its Content-Length",
						request(MULTIPART, "10000", part().stripTrailing())),
				invalid("more than its Content-Length", request(JSON_TYPE, "5", HI)),
				invalid("a negative Content-Length", request(JSON_TYPE, "-5", HI)),
				invalid("a Content-Length that is no number", request(JSON_TYPE, "five", HI)),
				invalid("a Content-Length beyond all numbers", request(JSON_TYPE, "9".repeat(30), HI)),
				invalid("two lengths", post(JSON_TYPE + "Content-Length: 3\r\n", HI)),
				invalid("an unknown transfer coding", transfer("wonders", HI)),
				invalid("a transfer coding that nobody undoes", transfer("gzip, chunked", chunk(HI) + "0\r\n\r\n")),
				invalid("chunks in chunks", transfer("chunked, chunked", chunk(HI) + "0\r\n\r\n")),
				invalid("a chunk of no size", chunked(JSON_TYPE, "zz\r\nhi\r\n0\r\n\r\n")),
				invalid("a chunk of a negative size", chunked(JSON_TYPE, "-5\r\nhi\r\n0\r\n\r\n")),
				invalid("a chunk beyond all sizes", chunked(JSON_TYPE, "ffffffffffffffff\r\nhi\r\n0\r\n\r\n")),
				invalid("a chunk longer than it says", chunked(JSON_TYPE, "2\r\n" + HI + "\r\n0\r\n\r\n")),
				invalid("a chunk extension of 20,000 characters",
						chunked(JSON_TYPE, "d;" + "a".repeat(20_000) + "\r\n" + HI + "\r\n0\r\n\r\n")),
				invalid("a trailer of 20,000 characters",
						chunked(JSON_TYPE, chunk(HI) + "0\r\nX: " + "a".repeat(20_000) + "\r\n\r\n")),
				invalid("an image in chunks of no size", chunked(MULTIPART, "zz\r\nhi\r\n0\r\n\r\n")),
				invalid("an image whose second chunk has no size", chunked(MULTIPART, chunk(part()) + "zz\r\n")));
	}

	@Test
	void theWholeBoundOfABodyCanBeUsed() {
		RawHttp answer = send(post(JSON_TYPE, HI + " ".repeat(64 * 1024 - HI.length())));
		assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
	}

	@Test
	void aLongBodyIsPointedAt() {
		JsonNode problem = send(post(JSON_TYPE, " ".repeat(100_000))).json();
		assertThat(problem.path("errors"))
			.isEqualTo(JSON.readTree("[{\"pointer\": \"\", \"message\": \"must have at most 65536 bytes\"}]"));
	}

	@Test
	void aBodyInAContentCodingIsToldWhichOneIsTaken() {
		assertThat(send(post(JSON_TYPE + "Content-Encoding: br\r\n", HI)).header("Accept-Encoding"))
			.containsExactly("identity");
		assertThat(send(post(JSON_TYPE + "Content-Encoding: identity\r\n", HI)).status()).isEqualTo(201);
	}

	@Test
	void anImageThatBreaksOffIsNotSent() {
		RawHttp answer = send(post(MULTIPART, part()));
		assertThat(answer.json().path("outcome").asString()).isEqualTo("not-sent");
		String newest = send(get(MESSAGES + "?limit=1")).body();
		assertThat(newest).doesNotContain("/upload/images/");
	}

	@Test
	void unusualFormsOfARightRequestAreServed() {
		assertThat(send(get("http://localhost/chats/78")).status()).isEqualTo(200);
		assertThat(send(get("/chats/78").replace("HTTP/1.1", "HTTP/1.0")).status()).isEqualTo(200);
		assertThat(send(get("/%63hats/78")).status()).isEqualTo(200);
		assertThat(send(post(JSON_TYPE + "Expect: 100-continue\r\n", HI)).status()).isEqualTo(201);
	}

	@Test
	void whatUsualClientsDoNotEncodeInAQueryIsTaken() {
		for (String term : List.of("[todo]", "a|b", "{x}", "^", "C:\\new", "`x`")) {
			assertThat(send(post(JSON_TYPE, JSON.createObjectNode().put("text", "here: " + term).toString())).status())
				.isEqualTo(201);
			JsonNode found = send(get(MESSAGES + "/search?limit=1&q=" + term)).json();
			assertThat(found.at("/items/0/text").asString()).as(term).isEqualTo("here: " + term);
		}
		JsonNode first = send(get(MESSAGES + "/search?limit=1&q=|")).json();
		assertThat(first.path("older").isNull()).isTrue();
		send(post(JSON_TYPE, "{\"text\": \"c|d\"}"));
		String older = send(get(MESSAGES + "/search?limit=1&q=|")).json().path("older").asString();
		assertThat(older).contains("q=%7C&");
		assertThat(send(get(older)).json().at("/items/0/text").asString()).isEqualTo("here: a|b");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusedBeforeTheFilters")
	void aPageOfAnAllowedOriginCanReadWhyItWasRefusedBeforeTheFilters(Case input) {
		String request = input.request().replaceFirst("\r\n", "\r\nOrigin: https://chat.example.com\r\n");
		RawHttp allowed = RawHttp.exchange(this.port, request.getBytes(ISO_8859_1));
		assertThat(allowed.status()).isEqualTo(input.status());
		assertThat(allowed.json().path("instance").asString()).startsWith("/chats");
		assertThat(allowed.header("Access-Control-Allow-Origin")).containsExactly("https://chat.example.com");
		assertThat(allowed.header("Access-Control-Allow-Credentials")).containsExactly("true");
		assertThat(allowed.header("Access-Control-Expose-Headers")).hasSize(1);
		assertThat(allowed.header("Vary")).contains("Origin");
		RawHttp other = RawHttp.exchange(this.port,
				request.replace("chat.example.com", "evil.example.com").getBytes(ISO_8859_1));
		assertThat(other.status()).isEqualTo(input.status());
		assertThat(other.head()).doesNotContainIgnoringCase("Access-Control-");
	}

	static Stream<Case> refusedBeforeTheFilters() {
		return Stream.of(tooLarge("a header of 20,000 characters", get("/chats", "X: " + "a".repeat(20_000) + "\r\n")),
				invalid("a host with an underscore", get("/chats").replace("localhost", "vision_bff")),
				invalid("%00 in the path", get("/chats/%00")),
				invalid("a path that is not percent-encoded", get("/chats/%zz")));
	}

	private RawHttp send(String request) {
		return RawHttp.exchange(this.port, request.getBytes(ISO_8859_1));
	}

	private static Case invalid(String name, String request) {
		return new Case(name, request, 400, "invalid-request");
	}

	private static Case tooLarge(String name, String request) {
		return new Case(name, request, 431, "headers-too-large");
	}

	private static Case unsendable(String name, String request) {
		return new Case(name, request, 422, "invalid-message");
	}

	private static Case unsupported(String name, String request) {
		return new Case(name, request, 415, "unsupported-media-type");
	}

	private static String get(String target) {
		return get(target, "");
	}

	private static String get(String target, String headers) {
		return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-session\r\n" + headers
				+ "Connection: close\r\n\r\n";
	}

	private static String post(String headers, String body) {
		return request(headers, Integer.toString(body.length()), body);
	}

	private static String request(String headers, String length, String body) {
		return get(MESSAGES, headers + "Content-Length: " + length + "\r\n").replaceFirst("GET", "POST") + body;
	}

	private static String chunked(String headers, String chunks) {
		return get(MESSAGES, headers + "Transfer-Encoding: chunked\r\n").replaceFirst("GET", "POST") + chunks;
	}

	private static String transfer(String coding, String body) {
		return get(MESSAGES, JSON_TYPE + "Transfer-Encoding: " + coding + "\r\n").replaceFirst("GET", "POST") + body;
	}

	private static String chunk(String content) {
		return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
	}

	private static String part() {
		return part("");
	}

	private static String part(String headers) {
		return "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.gif\"\r\n" + headers + "\r\n" + GIF
				+ "\r\n";
	}

	record Case(String name, String request, int status, String code) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
