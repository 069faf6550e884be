package vision.bff;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertJson;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;
import static vision.bff.FrontEnd.send;

/**
 * Alice looks for people to write to.
 */
@SandboxTest(properties = { "vision.rate-limit.enabled=false", "vision.breaker.enabled=false" })
class PeopleTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final String CAROL = """
			{"id": 34, "username": "carol", "name": "Carol & Co <i>",
			 "avatarUrl": "%s/upload/default/avatar.png", "verified": true%s}""";

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@EnumSource
	void somebodyInASearchIsAsInAChat(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		assertJson(search("CAR"), 200, "{\"items\": [" + carol("") + "], \"older\": null}");
		assertThat(body(alice().get("/chats/34"), 200).path("user")).isEqualTo(FrontEnd.JSON.readTree(carol("")));
	}

	@ParameterizedTest
	@EnumSource
	void somebodyByThemselvesSaysSomethingOfThemselves(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		String carol = carol(", \"about\": \"Parcels & more, 24 hours <b>a day</b>\"");
		assertJson(alice().get("/people/34"), 200, carol);
		assertJson(alice().get("/people/by-username/Carol"), 200, carol);
		assertThat(body(alice().get("/people/78"), 200).path("about").asString()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "bob, 78", "BOB, 78", "@bob, 78", "@BO, 78", "bob@, ''", "Bob O'Neil, 78", "O'N, 78", "b o, 78",
			"&, 34", "<i>, 34", "amp, ''", "% , ''", "_, ''", "a_o, ''", "c%l, ''", "\\, ''", "0, ''",
			"\u0433\u0440\u0415\u0439, 40", "\ud83c\udf3b, 40", "\u05d4\u05e0, 41", "dave, ''", "alice, ''",
			"@, 78 41 40 37 36 34", "zoe, ''", "bob@example.com, ''", "example, ''" })
	void aSearchIsLiteralAndLeavesMeAndTheBlockedOut(String q, String ids) {
		assertThat(ids(search(q)))
			.isEqualTo(ids.isEmpty() ? List.of() : List.of(ids.split(" ")).stream().map(Long::valueOf).toList());
	}

	@Test
	void aLongSearchIsTakenAndAnEmptyOneIsNot() {
		assertThat(ids(search("x".repeat(100)))).isEmpty();
		assertProblem(search("x".repeat(101)), 400, "invalid-request");
		assertProblem(search(" "), 400, "invalid-request");
		assertProblem(alice().get("/people"), 400, "invalid-request");
		assertProblem(alice().get("/people?q=a&offset=1"), 400, "invalid-request");
		assertProblem(alice().get("/people?q=a&limit=101"), 400, "invalid-request");
	}

	@ParameterizedTest
	@EnumSource
	void thePagesOfASearchAreWithoutAGap(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		List<Long> all = ids(search("@"));
		List<Long> paged = new ArrayList<>();
		String next = "/people?q=%40&limit=1";
		for (int page = 0; next != null; page++) {
			assertThat(page).isLessThan(10);
			HttpResponse<String> answer = alice().get(next);
			paged.addAll(ids(answer));
			next = body(answer, 200).path("older").asString(null);
		}
		assertThat(paged).isEqualTo(all).containsExactlyInAnyOrder(78L, 41L, 40L, 37L, 36L, 34L);
	}

	@Test
	void aSiteWithManyPeopleIsLookedThroughUntilThePageIsFull() {
		tells(null, rows(LongStream.iterate(200, (id) -> id - 1).limit(100)));
		tells(101L, rows(LongStream.iterate(100, (id) -> id - 1).limit(100)));
		JsonNode first = body(alice().get("/people?q=No.%207&limit=15"), 200);
		assertThat(ids(first)).containsExactly(79L, 78L, 77L, 76L, 75L, 74L, 73L, 72L, 71L, 70L, 7L);
		assertThat(first.path("older").isNull()).isTrue();
		assertThat(body(alice().get("/people?q=No.%207&limit=3"), 200).path("older").asString())
			.isEqualTo("/people?q=No.%207&before=77&limit=3");
		assertThat(ids(body(alice().get("/people?q=No.%207&limit=2"), 200))).containsExactly(79L, 78L);
	}

	@Test
	void whereIdsAscendTheNextPageBeginsBehindSoManyRows() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Dialect.C));
		tells(null, rows(LongStream.rangeClosed(1, 100)));
		tells(100L, rows(LongStream.rangeClosed(101, 110)));
		tells(8L, rows(LongStream.rangeClosed(9, 108)));
		JsonNode first = body(alice().get("/people?q=8&limit=1"), 200);
		assertThat(ids(first)).containsExactly(8L);
		assertThat(first.path("older").asString()).isEqualTo("/people?q=8&before=17&limit=1");
		assertThat(ids(body(alice().get("/people?q=10&limit=100"), 200))).containsExactly(10L, 100L, 101L, 102L, 103L,
				104L, 105L, 106L, 107L, 108L, 109L, 110L);
	}

	@Test
	void ofRowsOnlyWhatIsKnownIsReadAndOneThatCannotBeReadIsLeftOut() {
		ArrayNode rows = FrontEnd.JSON.createArrayNode();
		rows.add(canary(FrontEnd.JSON.createObjectNode().put("id", "34").put("name", "Ann &amp; Co")));
		rows.add(canary(FrontEnd.JSON.createObjectNode().put("id", "none").put("name", "Ann")));
		rows.add(canary(
				FrontEnd.JSON.createObjectNode().put("id", 33).put("fname", "Ann").put("lname", "B").put("name", "")));
		tells(null, rows);
		assertJson(search("ann"), 200, """
				{"items": [{"id": 34, "username": null, "name": "Ann & Co", "avatarUrl": null, "verified": false},
				           {"id": 33, "username": null, "name": "Ann B", "avatarUrl": null, "verified": false}],
				 "older": null}""");
	}

	@Test
	void ofAProfileOnlyWhatIsKnownIsRead() {
		ObjectNode profile = canary(FrontEnd.JSON.createObjectNode().put("id", 34).put("user_name", "@ann"));
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/profile")).atPriority(1)
				.willReturn(okJson(FrontEnd.JSON.createObjectNode().put("code", 200).set("data", profile).toString())));
		assertJson(alice().get("/people/34"), 200, """
				{"id": 34, "username": "ann", "name": null, "avatarUrl": null, "verified": false, "about": ""}""");
		assertProblem(alice().get("/people/35"), 404, "user-not-found");
	}

	/** Whatever else a site gives away. */
	private static ObjectNode canary(ObjectNode row) {
		for (String name : List.of("email", "ip_address", "phone", "password", "token", "user_id", "about", "birthday",
				"wallet", "address", "url", "last_active", "language", "website", "country", "canary")) {
			row.put(name, "canary4711");
		}
		return row;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/people?q=bob", "/people/78", "/people/by-username/bob" })
	void theSiteTellsAnybodyButWeTellOnlyWhomItKnows(String path) {
		assertProblem(send(alice().anonymous(path)), 401, "unauthenticated");
		assertProblem(new FrontEnd(this.port, "nobody").get(path), 401, "invalid-session");
		assertProblem(new FrontEnd(this.port, SandboxServer.GONE_SESSION).get(path), 401, "invalid-session");
		assertThat(calls("search_people") + calls("profile")).isZero();
		assertThat(alice().get(path).statusCode()).isEqualTo(200);
	}

	@Test
	void aProfileIsAskedForWithoutTheSession() {
		alice().get("/people/78");
		assertThat(sandbox.wireMock().getAllServeEvents()).filteredOn((call) -> url(call).contains("profile"))
			.singleElement()
			.satisfies((call) -> assertThat(url(call)).isEqualTo("/mobile_api/profile?user_id=78"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/people/999", "/people/by-username/zoe", "/people/by-username/@bob",
			"/people/by-username/%20", "/people/by-username/b%C3%B3b", "/people/by-username/0" })
	void whoIsNotThereIsNotFound(String path) {
		assertProblem(alice().get(path), 404, "user-not-found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/people?q=bob", "/people/78", "/people/by-username/bob" })
	void anAnswerIsKeptForAMinuteForWhoAsked(String path) {
		HttpResponse<String> first = alice().get(path);
		String etag = first.headers().firstValue("ETag").orElseThrow();
		assertThat(first.headers().firstValue("Cache-Status")).hasValue("vision-bff; fwd=miss");
		assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
		assertThat(first.headers().firstValue("Vary")).hasValue("Authorization, Cookie, Accept-Encoding");
		HttpResponse<String> second = send(alice().request(path).header("If-None-Match", etag));
		assertThat(second.statusCode()).isEqualTo(304);
		assertThat(second.headers().firstValue("Cache-Status")).hasValue("vision-bff; hit");
		assertThat(second.headers().firstValue("Age")).hasValue("0");
		assertThat(calls("search_people") + calls("profile")).isOne();
		assertThat(new FrontEnd(this.port, "carol-session").get(path).statusCode()).isEqualTo(200);
		assertThat(calls("search_people") + calls("profile")).isEqualTo(2);
		ForgetfulTicker.forget();
		assertThat(alice().get(path).statusCode()).isEqualTo(200);
		assertThat(calls("search_people") + calls("profile")).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource({ "ERROR500, upstream-error", "FATAL_ERROR, upstream-unreadable", "DATABASE_DOWN, upstream-error",
			"TRUNCATED, upstream-unreadable", "UNKNOWN_MESSAGE, upstream-error", "RESET, upstream-unreachable" })
	void anOutageIsNeverNobody(FaultKind fault, String code) {
		for (String call : List.of("search_people", "profile")) {
			sandbox.fault(PlannedFault.of(call, fault).withTimes(9));
		}
		assertProblem(search("bob"), 502, code);
		assertProblem(alice().get("/people/78"), 502, code);
		assertProblem(alice().get("/people/by-username/bob"), 502, code);
	}

	@Test
	void whereTheApiIsSwitchedOffNobodyIsTold() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.API_DISABLED));
		assertProblem(search("bob"), 503, "api-disabled");
	}

	@Test
	void whoIsFoundCanBeWrittenTo() {
		long frank = ids(search("frank")).getFirst();
		assertThat(alice().text(frank, "Hi, Frank").statusCode()).isEqualTo(201);
	}

	private static ArrayNode rows(LongStream ids) {
		ArrayNode rows = FrontEnd.JSON.createArrayNode();
		ids.forEach((id) -> rows.addObject().put("id", id).put("username", "@user").put("name", "No. " + id));
		return rows;
	}

	private static void tells(@Nullable Long offset, ArrayNode rows) {
		sandbox.wireMock()
			.stubFor(any(urlPathEqualTo("/mobile_api/search_people"))
				.withQueryParam("offset", (offset != null) ? equalTo(offset.toString()) : absent())
				.atPriority(1)
				.willReturn(okJson(FrontEnd.JSON.createObjectNode().put("code", 200).set("data", rows).toString())));
	}

	private static String carol(String about) {
		return CAROL.formatted(sandbox.baseUrl(), about);
	}

	private static int calls(String name) {
		return Math.toIntExact(sandbox.wireMock()
			.getAllServeEvents()
			.stream()
			.filter((call) -> url(call).startsWith("/mobile_api/" + name))
			.count());
	}

	private static String url(ServeEvent call) {
		return call.getRequest().getUrl();
	}

	private static List<Long> ids(HttpResponse<String> answer) {
		return ids(body(answer, 200));
	}

	private static List<Long> ids(JsonNode page) {
		return page.path("items").valueStream().map((person) -> person.path("id").asLong()).toList();
	}

	private HttpResponse<String> search(String q) {
		return alice().get("/people?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8));
	}

	private FrontEnd alice() {
		return new FrontEnd(this.port, "alice-session");
	}

}
