package vision.bff.sandbox;

import java.net.http.HttpResponse;
import java.time.Clock;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static vision.bff.sandbox.SandboxClient.envelope;
import static vision.bff.sandbox.SandboxClient.ids;
import static vision.bff.sandbox.SandboxClient.values;

class SandboxOrderTests {

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
	void somebodyWritesOnOrder() throws Exception {
		HttpResponse<String> written = SITE.order("messages",
				"{\"from\":\"bob\",\"to\":\"alice\",\"text\":\"Tom & <3\"}");
		assertThat(written.statusCode()).isEqualTo(200);
		assertThat(written.body()).isEqualTo("{\"id\":171,\"from\":\"bob\",\"to\":\"alice\",\"text\":\"Tom & <3\"}");
		assertThat(SITE.count("alice-session").body()).contains("\"messages\": 6");
		assertThat(ids(SITE.messages("alice", 78, "&page_size=1"))).containsExactly(171L);
	}

	@Test
	void somebodyReadsOnOrder() throws Exception {
		HttpResponse<String> read = SITE.order("seen", "{\"from\":\"bob\",\"to\":\"alice\"}");
		assertThat(read.statusCode()).isEqualTo(200);
		assertThat(read.body()).isEqualTo("{\"from\":\"bob\",\"to\":\"alice\"}");
		assertThat(SITE.count("alice-session").body()).contains("\"messages\": 2");
		assertThat(values(SITE.messages("bob", 7, "&page_size=3"), "seen")).doesNotContain("0");
	}

	@Test
	void somebodyDeletesOnOrder() throws Exception {
		assertThat(SITE.order("deletions", "{\"by\":\"bob\",\"id\":144}").body())
			.isEqualTo("{\"by\":\"bob\",\"id\":144}");
		assertThat(values(SITE.messages("alice", 78, "&page_size=2"), "deleted_fs1")).containsExactly("Y", "N");
		assertThat(ids(SITE.messages("bob", 7, "&page_size=2"))).containsExactly(143L, 145L);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			messages | {"from":"bob","to":"alice"} | text is missing.
			messages | {"from":"zoe","to":"alice","text":"Hi"} | Nobody is called zoe
			messages | {"from":"dave","to":"alice","text":"Hi"} | The site refuses the message:
			messages | {"from":"bob","to":"alice","text":"Hi","at":"noon"} | Not an order for somebody: Unrecognized
			messages | null | Not an order for somebody: null
			messages | [ | Not an order for somebody
			seen | {"from":"bob"} | to is missing.
			deletions | {"by":"alice"} | id is missing.
			deletions | {"by":"carol","id":144} | carol has no message 144.
			""")
	void anOrderThatMakesNoSenseIsRefusedWithASentence(String what, String order, String sentence) throws Exception {
		HttpResponse<String> refused = SITE.order(what, order);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).startsWith("{\"error\":\"" + sentence);
		assertThat(ids(SITE.messages("alice", 78, ""))).endsWith(145L);
	}

	@Test
	void whatTheSiteWouldLoseIsSaidToBeLost() throws Exception {
		String order = "{\"from\":\"bob\",\"to\":\"alice\",\"text\":\"%s\"}".formatted("&".repeat(601));
		assertThat(SITE.order("messages", order).body())
			.isEqualTo("{\"error\":\"The site would say that it is sent, and store nothing.\"}");
		assertThat(SITE.text(SITE.request("/sandbox/messages").build()).statusCode()).isEqualTo(405);
	}

	@Test
	void noFaultMeetsAnOrder() throws Exception {
		SANDBOX.fault(PlannedFault.ANY, FaultKind.ERROR500);
		assertThat(SITE.order("messages", "{\"from\":\"bob\",\"to\":\"alice\",\"text\":\"Hi\"}").statusCode())
			.isEqualTo(200);
		assertThat(SITE.count("alice-session").statusCode()).isEqualTo(500);
	}

	@Test
	void peopleReadDeleteClearAndBlockElsewhere() throws Exception {
		assertThat(SANDBOX.writeFromThePhone("alice", "henry", "Still there?")).hasValue(171);
		assertThat(SANDBOX.writeFromThePhone("alice", "henry", "&".repeat(601))).isEmpty();
		SANDBOX.deleteFromThePhone("henry", 171);
		assertThat(values(SITE.messages("alice", 41, "&page_size=1"), "deleted_fs2")).containsExactly("Y");
		assertThatIllegalArgumentException().isThrownBy(() -> SANDBOX.deleteFromThePhone("bob", 171))
			.withMessage("bob has no message 171.");
		SANDBOX.clearFromThePhone("alice", "henry", true);
		assertThat(values(SITE.get("get_chats", "alice", ""), "username")).startsWith("grace");
		assertThat(ids(SITE.messages("henry", 7, ""))).hasSize(4);
		SANDBOX.block("grace", "alice");
		assertThat(values(SITE.get("get_chats", "alice", ""), "username")).startsWith("carol");
		assertThat(SITE.send("alice", 40, "Hi").body())
			.isEqualTo(envelope(400, "Your account has been blocked by this account"));
		SANDBOX.unblock("grace", "alice");
		assertThat(SITE.send("alice", 40, "Hi").body()).contains("\"code\": 200");
	}

}
