package vision.bff;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.FileType;
import vision.bff.sandbox.SandboxServer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * Pictures, sounds and films of the site by way of the BFF.
 */
@SandboxTest(properties = { "vision.media.proxy=true", "vision.session.insecure-cookie=true" })
class MediaTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private static final String FILES = "/upload/.*";

	private static final int MORE_THAN_A_FILE_HAS = 25 * 1024 * 1024 + 1;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "IMAGE, image/png", "AUDIO, audio/wav", "VIDEO, video/mp4" })
	void aFileOfAMessageIsHandedOnAsWhatItIs(FileType type, String contentType) throws Exception {
		HttpResponse<byte[]> file = fetch(alice().request(posted(type)));
		assertThat(file.statusCode()).isEqualTo(200);
		assertThat(file.body()).isEqualTo(original());
		assertThat(file.headers().map()).containsAllEntriesOf(Map.of("content-type", List.of(contentType),
				"cache-control", List.of("private, max-age=86400, immutable"), "x-content-type-options",
				List.of("nosniff"), "content-security-policy", List.of("default-src 'none'; sandbox")));
	}

	@Test
	void theSiteDoesNotLearnWhoAsks() throws Exception {
		String link = posted(FileType.IMAGE);
		sandbox.wireMock().resetRequests();
		fetch(alice().request(link));
		assertThat(sandbox.wireMock().findAll(getRequestedFor(urlPathMatching(FILES)))).singleElement()
			.satisfies((request) -> {
				assertThat(request.getUrl()).doesNotContain("?");
				assertThat(request.getAllHeaderKeys()).doesNotContain("Cookie", "Authorization");
				assertThat(request.toString()).doesNotContain("alice-session");
			});
	}

	@Test
	void aLinkIsForTheSessionThatGotItByBearerOrByCookie() throws Exception {
		String link = posted(FileType.IMAGE);
		String cookie = FrontEnd.send(alice().request("/session").POST(HttpRequest.BodyPublishers.noBody()))
			.headers()
			.firstValue("Set-Cookie")
			.orElseThrow()
			.split(";")[0];
		assertThat(fetch(alice().anonymous(link).header("Cookie", cookie)).statusCode()).isEqualTo(200);
		assertProblem(new FrontEnd(this.port, "bob-session").get(link), 404, "media-not-found");
		assertProblem(FrontEnd.send(alice().anonymous(link)), 401, "unauthenticated");
	}

	@Test
	void aLinkThatWasNotHandedOutLeadsNowhere() {
		String link = posted(FileType.IMAGE);
		int middle = link.length() / 2;
		char other = (link.charAt(middle) == 'A') ? 'B' : 'A';
		assertProblem(alice().get(link.substring(0, middle) + other + link.substring(middle + 1)), 404,
				"media-not-found");
		assertProblem(alice().get("/media?u=nonsense"), 404, "media-not-found");
		assertProblem(alice().get("/media?u=http://127.0.0.1/"), 404, "media-not-found");
		assertProblem(alice().get("/media"), 400, "invalid-request");
	}

	@Test
	void peopleHaveSuchPicturesToo() throws Exception {
		String inTheList = body(alice().get("/chats/78"), 200).at("/user/avatarUrl").asString();
		assertThat(body(alice().get("/people/78"), 200).path("avatarUrl").asString()).isEqualTo(inTheList);
		assertThat(body(alice().get("/people?q=bob"), 200).at("/items/0/avatarUrl").asString()).isEqualTo(inTheList);
		assertThat(fetch(alice().request(inTheList)).headers().firstValue("Content-Type")).hasValue("image/png");
	}

	@Test
	void whatIsNoPictureSoundOrFilmKeepsItsAddress() {
		assertThat(posted(FileType.FILE)).startsWith(sandbox.baseUrl().toString());
		assertThat(body(alice().get("/chats/78"), 200).path("webUrl").asString())
			.startsWith(sandbox.baseUrl().toString());
	}

	@ParameterizedTest
	@CsvSource({ "200, <!doctype html><script>, 502, upstream-unreadable", "200, <svg/>, 502, upstream-unreadable",
			"200, '', 502, upstream-unreadable", "302, GIF89a, 502, upstream-unreachable",
			"404, GIF89a, 404, media-not-found", "403, GIF89a, 404, media-not-found",
			"500, GIF89a, 502, upstream-error" })
	void whatTheSiteAnswersInsteadIsAProblem(int status, String content, int problem, String code) {
		String link = posted(FileType.IMAGE);
		files(aResponse().withStatus(status)
			.withHeader("Content-Type", "image/png")
			.withHeader("Location", sandbox.baseUrl() + "/upload/default/avatar.png")
			.withBody(content));
		assertProblem(alice().get(link), problem, code);
	}

	@Test
	void aFileThatBreaksOffDoesNotLookWhole() {
		String link = posted(FileType.IMAGE);
		files(aResponse().withHeader("Content-Length", "200000").withBody(Pictures.png(100_000)));
		assertThatThrownBy(() -> fetch(alice().request(link))).isInstanceOf(IOException.class);
	}

	@Test
	void aFileThatIsTooLargeIsNotHandedOn() {
		String link = posted(FileType.IMAGE);
		files(aResponse().withHeader("Content-Length", Integer.toString(MORE_THAN_A_FILE_HAS))
			.withBody(Pictures.png(MORE_THAN_A_FILE_HAS)));
		assertProblem(alice().get(link), 502, "upstream-unreadable");
	}

	@Test
	void aFileThatTurnsOutToBeTooLargeDoesNotLookWhole() {
		String link = posted(FileType.IMAGE);
		files(aResponse().withBody(Pictures.png(MORE_THAN_A_FILE_HAS)));
		assertThatThrownBy(() -> fetch(alice().request(link))).isInstanceOf(IOException.class);
	}

	@Test
	void aPartIsHandedOnWhereTheWholeIsAFilm() throws Exception {
		String link = posted(FileType.VIDEO);
		part("bytes=0-11", "bytes 0-11/100", "\0\0\0\u0010ftypisom");
		part("bytes=50-54", "bytes 50-54/100", "<svg>");
		HttpResponse<byte[]> part = fetch(alice().request(link).header("Range", "bytes=50-54"));
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(new String(part.body(), StandardCharsets.US_ASCII)).isEqualTo("<svg>");
		assertThat(part.headers().map()).containsAllEntriesOf(
				Map.of("content-type", List.of("video/mp4"), "content-range", List.of("bytes 50-54/100")));
		assertThat(fetch(alice().request(link).header("Range", "bytes=0-1,3-4")).statusCode()).isEqualTo(200);
	}

	@Test
	void aPartOfSomethingElseIsNotHandedOn() {
		String link = posted(FileType.VIDEO);
		part("bytes=0-11", "bytes 0-11/100", "<!doctype ht");
		part("bytes=50-55", "bytes 50-55/100", "GIF89a");
		assertProblem(FrontEnd.send(alice().request(link).header("Range", "bytes=50-55")), 502, "upstream-unreadable");
	}

	@Test
	void aPartThatIsNotThereIsAProblem() {
		String link = posted(FileType.VIDEO);
		sandbox.wireMock()
			.stubFor(get(urlPathMatching(FILES)).withHeader("Range", equalTo("bytes=500-"))
				.willReturn(aResponse().withStatus(416).withHeader("Content-Range", "bytes */16")));
		assertProblem(FrontEnd.send(alice().request(link).header("Range", "bytes=500-")), 416, "range-not-satisfiable");
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

	/** The address that alice gets of a file that bob has posted. */
	private String posted(FileType type) {
		sandbox.postFromTheWeb("bob", "alice", type);
		JsonNode page = body(alice().get("/chats/78/messages?limit=1"), 200);
		return page.at("/items/0/attachment/url").asString();
	}

	private static byte[] original() {
		return sandbox.wireMock()
			.getAllServeEvents()
			.stream()
			.filter((event) -> event.getRequest().getUrl().startsWith("/upload/"))
			.findFirst()
			.orElseThrow()
			.getResponse()
			.getBody();
	}

	private static void files(ResponseDefinitionBuilder answer) {
		sandbox.wireMock().stubFor(get(urlPathMatching(FILES)).willReturn(answer));
	}

	private static void part(String range, String contentRange, String content) {
		sandbox.wireMock()
			.stubFor(get(urlPathMatching(FILES)).withHeader("Range", equalTo(range))
				.willReturn(aResponse().withStatus(206)
					.withHeader("Content-Range", contentRange)
					.withBody(content.getBytes(StandardCharsets.ISO_8859_1))));
	}

	private static HttpResponse<byte[]> fetch(HttpRequest.Builder request) throws IOException, InterruptedException {
		return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
	}

}
