package vision.bff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import vision.bff.sandbox.FaultKind;
import vision.bff.sandbox.PlannedFault;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * What a front end is told, and when. Streams and watches end with the context, so that
 * they ask nothing during the tests of others.
 */
@SandboxTest
@DirtiesContext
class LiveTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	@LocalServerPort
	private int port;

	private FrontEnd alice;

	private FrontEnd bob;

	@BeforeEach
	void people(TestInfo test) {
		this.alice = person("alice", test);
		this.bob = person("bob", test);
	}

	/** Nobody else's watch is theirs. */
	private FrontEnd person(String name, TestInfo test) {
		String session = name + "-" + Integer.toHexString(test.getDisplayName().hashCode());
		sandbox.signIn(name, session);
		return new FrontEnd(this.port, session);
	}

	@Test
	void itBeginsWithTheListAndMarksNothingAsSeen() {
		try (EventReader reader = EventReader.open(this.alice, "", "")) {
			assertThat(reader.await("upstream").path("state").asString()).isEqualTo("up");
			assertThat(reader.await("chats")).isEqualTo(body(this.alice.get("/chats"), 200));
			assertThat(reader.response().headers().firstValue("Cache-Control")).hasValue("no-store");
			assertThat(reader.response().headers().firstValue("X-Accel-Buffering")).hasValue("no");
		}
		assertThat(sandbox.wireMock().findAll(anyRequestedFor(urlPathMatching(".*/get_messages")))).isEmpty();
	}

	@Test
	void whatSomebodyWritesShowsInTheListAndInTheCount() {
		try (EventReader reader = EventReader.open(this.alice, "", "")) {
			int unread = reader.await("chats").path("unreadCount").asInt();
			sandbox.writeFromThePhone("bob", "alice", "Are you there?");
			JsonNode chat = reader.await("chat");
			assertThat(chat.path("index").asInt()).isZero();
			assertThat(chat.at("/chat/lastMessage/text").asString()).isEqualTo("Are you there?");
			assertThat(reader.await("unread").path("count").asInt()).isEqualTo(unread + 1);
			assertThat(chat.path("chat")).isEqualTo(body(this.alice.get("/chats/78"), 200));
		}
		assertThat(sandbox.wireMock().findAll(anyRequestedFor(urlPathMatching(".*/get_messages")))).isEmpty();
	}

	@Test
	void anOpenChatTellsItsMessagesAndWhatBecomesOfThem() {
		try (EventReader reader = EventReader.open(this.alice, "?open=78", "")) {
			JsonNode newest = reader.await("messages");
			assertThat(newest.path("userId").asLong()).isEqualTo(78);
			assertThat(newest.path("items")).hasSize(20);
			sandbox.writeFromThePhone("bob", "alice", "Are you there?");
			assertThat(reader.await("message").at("/message/text").asString()).isEqualTo("Are you there?");
			long sent = body(this.alice.text(78, "I am"), 201).path("id").asLong();
			reader.await("message", (data) -> data.at("/message/id").asLong() == sent);
			sandbox.readFromThePhone("bob", "alice");
			reader.await("message-changed",
					(data) -> data.at("/message/id").asLong() == sent && !data.at("/message/seenAt").isNull());
			sandbox.deleteFromThePhone("bob", sent);
			reader.await("message-changed", (data) -> data.at("/message/id").asLong() == sent
					&& data.at("/message/deletedByOther").asBoolean());
			assertThat(this.alice.delete("/chats/78/messages/" + sent).statusCode()).isEqualTo(204);
			assertThat(reader.await("message-removed").path("id").asLong()).isEqualTo(sent);
			assertThat(reader.data("message")).hasSize(2);
			assertThat(reader.data("messages")).hasSize(1);
		}
	}

	@Test
	void bobSeesThatAliceHasReadOnlyOnceSheOpensTheChat() {
		try (EventReader listening = EventReader.open(this.alice, "", "")) {
			listening.await("chats");
			long sent = body(this.bob.text(7, "Look here"), 201).path("id").asLong();
			listening.await("chat");
			assertThat(seenAt(sent).isNull()).isTrue();
			try (EventReader looking = EventReader.open(this.alice, "?open=78", "")) {
				looking.await("messages");
				Awaitility.await().until(() -> !seenAt(sent).isNull());
			}
		}
	}

	private static int reads() {
		return sandbox.wireMock().findAll(anyRequestedFor(urlPathMatching(".*/get_messages"))).size();
	}

	private JsonNode seenAt(long sent) {
		return body(this.bob.get("/chats/7/messages?peek=true&limit=1&before=" + (sent + 1)), 200)
			.at("/items/0/seenAt");
	}

	@Test
	void whoComesBackGetsWhatIsMissingAndNothingElse() {
		String lastEventId;
		try (EventReader reader = EventReader.open(this.alice, "?open=78", "")) {
			reader.await("messages");
			lastEventId = reader.lastEventIdWith(2);
		}
		List<String> texts = IntStream.range(0, 60).mapToObj((number) -> "Missed " + number).toList();
		texts.forEach((text) -> sandbox.writeFromThePhone("bob", "alice", text));
		try (EventReader reader = EventReader.open(this.alice, "?open=78", lastEventId)) {
			Awaitility.await().until(() -> {
				ForgetfulTicker.forget();
				return reader.texts(78).stream().filter((text) -> text.startsWith("Missed")).toList().equals(texts);
			});
			assertThat(reader.data("messages")).noneMatch((newest) -> newest.path("gap").asBoolean());
			lastEventId = reader.lastEventIdWith(2);
		}
		try (EventReader reader = EventReader.open(this.alice, "?open=78", lastEventId)) {
			reader.await("unread");
			assertThat(reader.data("chats")).isEmpty();
		}
	}

	@Test
	void anOpenChatThatCannotBeReadIsNoOutage() {
		try (EventReader reader = EventReader.open(this.alice, "?open=999,78", "")) {
			reader.await("messages");
			sandbox.writeFromThePhone("bob", "alice", "Are you there?");
			reader.await("message");
			assertThat(reader.data("upstream")).singleElement()
				.satisfies((data) -> assertThat(data.path("state").asString()).isEqualTo("up"));
		}
	}

	@Test
	void whoIsGoneHasNothingMarkedAsSeen() {
		try (EventReader reader = EventReader.open(this.alice, "?open=78", "")) {
			reader.await("messages");
		}
		AtomicInteger before = new AtomicInteger(-1);
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofSeconds(3))
			.until(() -> before.getAndSet(reads()) == before.get());
		long sent = body(this.bob.text(7, "Look here"), 201).path("id").asLong();
		try (EventReader listening = EventReader.open(this.alice, "", "")) {
			listening.await("chats");
			assertThat(seenAt(sent).isNull()).isTrue();
		}
	}

	@Test
	void anOutageIsToldAndItsEndToo() {
		try (EventReader reader = EventReader.open(this.alice, "", "")) {
			reader.await("chats");
			sandbox.fault(PlannedFault.of("any", FaultKind.RESET).withShare(1, 1));
			reader.await("upstream", (data) -> data.path("state").asString().equals("down"));
			sandbox.clearFaults();
			sandbox.writeFromThePhone("bob", "alice", "After it");
			reader.await("chat", (data) -> data.at("/chat/lastMessage/text").asString().equals("After it"));
			assertThat(reader.data("upstream").getLast().path("state").asString()).isEqualTo("up");
		}
	}

	@Test
	void aSessionThatEndsIsToldOnceAndIsAnOrdinary401Then() {
		try (EventReader reader = EventReader.open(this.alice, "", "")) {
			reader.await("chats");
			sandbox.reset();
			reader.await("session-ended");
			Awaitility.await().until(reader::hasEnded);
		}
		assertProblem(this.alice.get("/events"), 401, "invalid-session");
	}

	@Test
	void onlySixStreamsOfASessionHaveRoom() {
		List<EventReader> readers = IntStream.range(0, 6)
			.mapToObj((number) -> EventReader.open(this.alice, "", ""))
			.toList();
		readers.forEach((reader) -> reader.await("chats"));
		try (EventReader tooMany = EventReader.open(this.alice, "", "")) {
			Awaitility.await().until(tooMany::hasEnded);
			assertThat(tooMany.retry()).isEqualTo("30000");
			assertThat(tooMany.events()).isEmpty();
			assertThat(readers).noneMatch(EventReader::hasEnded);
		}
		finally {
			readers.forEach(EventReader::close);
		}
	}

	@Test
	void whoeverAsksForManyAtOnceGetsNoMoreThanSixEither() throws Exception {
		List<EventReader> readers = new ArrayList<>();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (Future<EventReader> reader : IntStream.range(0, 20)
				.mapToObj((number) -> threads.submit(() -> EventReader.open(this.alice, "", "")))
				.toList()) {
				readers.add(reader.get());
			}
			Awaitility.await().until(() -> readers.stream().filter(EventReader::hasEnded).count() >= 14);
			assertThat(readers).filteredOn((reader) -> !reader.hasEnded()).hasSize(6);
		}
		finally {
			readers.forEach(EventReader::close);
		}
	}

	@Test
	void aSiteWithoutACounterIsWatchedByItsList() {
		sandbox.settings(SandboxSettings.DEFAULT.with(Quirk.COUNTER_MISSING));
		try (EventReader reader = EventReader.open(this.alice, "", "")) {
			reader.await("chats");
			sandbox.writeFromThePhone("bob", "alice", "Are you there?");
			reader.await("chat");
		}
	}

	@Test
	void tooManyOpenChatsAreRefused() {
		assertProblem(this.alice.get("/events?open=1,2,3,4,5,6"), 400, "invalid-request");
		assertProblem(this.alice.get("/events?open=bob"), 400, "invalid-request");
		assertProblem(this.alice.get("/events?open=0"), 400, "invalid-request");
		assertProblem(FrontEnd.send(this.alice.anonymous("/events")), 401, "unauthenticated");
		assertThat(FrontEnd.send(this.alice.request("/events").HEAD()).statusCode()).isEqualTo(405);
	}

	@AfterEach
	void asItWas() {
		sandbox.clearFaults();
		sandbox.settings(SandboxSettings.DEFAULT);
	}

}
