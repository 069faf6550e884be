package vision.bff.sandbox;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.sandbox.SandboxClient.encoded;
import static vision.bff.sandbox.SandboxClient.envelope;
import static vision.bff.sandbox.SandboxClient.ids;
import static vision.bff.sandbox.SandboxClient.values;

class SandboxPeopleTests {

	private static final SandboxServer SANDBOX = SandboxServer.start(0, Clock.systemUTC());

	private static final SandboxClient SITE = new SandboxClient(SANDBOX);

	@BeforeEach
	void reset() {
		SANDBOX.restart();
	}

	@AfterAll
	static void close() {
		SANDBOX.close();
	}

	@Test
	void aRowGivesAwayFarMoreThanAName() throws Exception {
		assertThat(search("bob")).isEqualTo("""
				{
				    "code": 200,
				    "message": "Fetched successfully",
				    "data": [
				        {
				            "id": 78,
				            "username": "@bob",
				            "fname": "Bob",
				            "lname": "O&#039;Neil",
				            "email": "bob@example.com",
				            "avatar": "http:\\/\\/127.0.0.1:PORT\\/upload\\/default\\/avatar.png",
				            "verified": "0",
				            "name": "Bob O&#039;Neil",
				            "url": "http:\\/\\/127.0.0.1:PORT\\/@bob",
				            "last_active": 1600000000
				        }
				    ]
				}""".replace("PORT", String.valueOf(SANDBOX.port())));
	}

	@ParameterizedTest
	@CsvSource({ "A, @bob", "EARLY, @bob", "B, bob", "C, bob" })
	void onlyReleaseAWritesUsernamesWithAnAt(Dialect dialect, String username) throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(dialect));
		assertThat(values(search("bob"), "username")).containsExactly(username);
	}

	@ParameterizedTest
	@CsvSource({ "ALI, 7", "%, 78 41 40 37 36 35 34 7", "_rin, 36", "a_i, 7", "d%e, 35 7", "LIDD, 7", "amp, 34",
			"\u0433\u0440\u0435\u0439, 40" })
	void aSearchIsALikeWithWildcards(String query, String ids) throws Exception {
		assertThat(ids(search(query)).stream().map(String::valueOf)).containsExactly(ids.split(" ", -1));
	}

	@Test
	void nobodyIsFoundByAnAtOrAnAddressAndABadQueryIsRefused() throws Exception {
		for (String query : List.of("@bob", "bob@example.com", "zoe")) {
			assertThat(search(query)).isEqualTo(envelope(204, "No data found"));
		}
		for (String query : List.of("", " ", "0", "x".repeat(33))) {
			assertThat(search(query)).contains("\"code\": 400");
		}
		assertThat(search("x".repeat(32))).contains("\"code\": 204");
	}

	@Test
	void withASessionSelfAndBlockedPairsAreLeftOut() throws Exception {
		assertThat(ids(rows("%25&session_id=alice-session"))).containsExactly(78L, 41L, 40L, 37L, 36L, 34L);
		assertThat(ids(rows("%25&session_id=nobody"))).contains(7L, 35L);
	}

	@ParameterizedTest
	@EnumSource(names = { "A", "B", "EARLY" })
	void anOffsetIsAnIdBelow(Dialect dialect) throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(dialect));
		assertThat(ids(rows("%25&page_size=2"))).containsExactly(78L, 41L);
		assertThat(ids(rows("%25&page_size=2&offset=41"))).containsExactly(40L, 37L);
		assertThat(rows("%25&offset=7")).isEqualTo(envelope(204, "No data found"));
	}

	@Test
	void inTheNewestReleaseIdsAscendAndAnOffsetSkipsRows() throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(Dialect.C));
		assertThat(ids(rows("%25&page_size=3"))).containsExactly(7L, 34L, 35L);
		assertThat(ids(rows("%25&page_size=3&offset=3"))).containsExactly(36L, 37L, 40L);
		assertThat(rows("%25&offset=8")).isEqualTo(envelope(204, "No data found"));
	}

	@ParameterizedTest
	@CsvSource({ "A, true", "EARLY, true", "B, true", "C, false" })
	void aProfileNeedsNoSessionAndGivesAddressesAway(Dialect dialect, boolean withAddress) throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(dialect));
		String profile = SITE.text(SITE.request("profile?user_id=34").build()).body();
		assertThat(profile).contains("\"code\": 200", "\"id\": 34", "\"first_name\": \"Carol\"",
				"\"last_name\": \"&amp; Co &lt;i&gt;\"", "\"user_name\": \"carol\"", "\"is_verified\": \"1\"",
				"\"about_you\": \"Parcels &amp; more, 24 hours &lt;b&gt;a day&lt;\\/b&gt;\"",
				"\"email\": \"carol@example.com\"");
		assertThat(profile.contains("\"ip_address\": \"203.0.113.34\"")).isEqualTo(withAddress);
		assertThat(SITE.text(SITE.request("profile?username=carol").build()).body()).isEqualTo(profile);
	}

	@ParameterizedTest
	@CsvSource({ "'', 400, User ID is missing or invalid", "user_id=x, 400, User ID is missing or invalid",
			"username=zoe, 400, User ID is missing or invalid", "username=@carol, 400, User ID is missing or invalid",
			"user_id=999, 404, Profile with this ID does not exist" })
	void whoIsNotThereHasNoProfile(String query, int code, String message) throws Exception {
		assertThat(SITE.text(SITE.request("profile?" + query).build()).body()).isEqualTo(envelope(code, message));
	}

	@Test
	void peopleAreNotToldWhereTheApiIsSwitchedOff() throws Exception {
		SANDBOX.settings(SandboxSettings.DEFAULT.with(Quirk.API_DISABLED));
		assertThat(search("bob")).contains("api_is_disabled");
	}

	private static String search(String query) throws Exception {
		return rows(encoded(query));
	}

	private static String rows(String query) throws Exception {
		return SITE.text(SITE.request("search_people?query=" + query).build()).body();
	}

}
