package vision.bff;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.body;

/**
 * A message that was sent with a key is known by it.
 */
@SandboxTest(properties = "vision.rate-limit.enabled=false")
class SentKeyTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	private FrontEnd alice;

	private FrontEnd aliceElsewhere;

	private FrontEnd bob;

	@BeforeEach
	void people(TestInfo test) {
		this.alice = person("alice", "a", test);
		this.aliceElsewhere = person("alice", "b", test);
		this.bob = person("bob", "a", test);
	}

	/** Nobody else's watch is theirs. */
	private FrontEnd person(String name, String device, TestInfo test) {
		String session = name + "-" + device + "-" + Integer.toHexString(test.getDisplayName().hashCode());
		sandbox.signIn(name, session);
		return new FrontEnd(this.port, session);
	}

	@ParameterizedTest
	@EnumSource
	void its201HasItAndSoHasItsRepetition(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> sent = send("its-201", "Hi");
			assertThat(sent.statusCode()).isEqualTo(201);
			assertThat(sent.headers().allValues("Idempotency-Key")).containsExactly("its-201");
		}
	}

	@Test
	void whatFailsOrHasNoKeyHasNone() {
		assertThat(this.alice.text(78, "Hi").headers().firstValue("Idempotency-Key")).isEmpty();
		HttpResponse<String> refused = send("refused", " ");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.headers().firstValue("Idempotency-Key")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void itsEventHasItInEachStreamOfTheSession(Dialect dialect) {
		sandbox.settings(SandboxSettings.DEFAULT.with(dialect));
		try (EventReader one = EventReader.open(this.alice, "?open=78", "");
				EventReader other = EventReader.open(this.alice, "?open=78,34", "")) {
			one.await("messages");
			other.await("messages");
			for (String key : new String[] { "first", "second", "third" }) {
				long id = body(send(key, "Hi, " + key), 201).path("id").asLong();
				assertThat(ownKeyOf(one, id).asString()).isEqualTo(key);
				assertThat(ownKeyOf(other, id).asString()).isEqualTo(key);
			}
		}
	}

	@Test
	void nobodyElseIsToldOfIt() {
		try (EventReader elsewhere = EventReader.open(this.aliceElsewhere, "?open=78", "");
				EventReader recipient = EventReader.open(this.bob, "?open=7", "")) {
			elsewhere.await("messages");
			recipient.await("messages");
			long id = body(send("secret", "Hi"), 201).path("id").asLong();
			assertThat(keyOf(elsewhere, id).isNull()).isTrue();
			assertThat(keyOf(recipient, id).isNull()).isTrue();
		}
	}

	@Test
	void whatHadNoKeyHasNoneInItsEvent() {
		try (EventReader reader = EventReader.open(this.alice, "?open=78", "")) {
			reader.await("messages");
			long id = body(this.alice.text(78, "Hi"), 201).path("id").asLong();
			assertThat(keyOf(reader, id).isNull()).isTrue();
			long fromThePhone = sandbox.writeFromThePhone("alice", "bob", "Hi again").orElseThrow();
			assertThat(keyOf(reader, fromThePhone).isNull()).isTrue();
		}
	}

	/**
	 * The sending itself has the watch look, so no time needs to pass, and keys are kept.
	 */
	private static JsonNode ownKeyOf(EventReader reader, long id) {
		return Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> reader.data("message")
				.stream()
				.filter((data) -> data.at("/message/id").asLong() == id)
				.findFirst(), Optional::isPresent)
			.orElseThrow()
			.path("idempotencyKey");
	}

	private static JsonNode keyOf(EventReader reader, long id) {
		return reader.await("message", (data) -> data.at("/message/id").asLong() == id).path("idempotencyKey");
	}

	private HttpResponse<String> send(String key, String text) {
		return FrontEnd.send(this.alice.request("/chats/78/messages")
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", key)
			.POST(BodyPublishers.ofString(FrontEnd.JSON.createObjectNode().put("text", text).toString())));
	}

}
