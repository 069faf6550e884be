package vision.bff.load;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import vision.bff.sandbox.SandboxServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A hundred sessions, all in a chat of 100,000 messages, page and search it in every way
 * at once, if {@code -Dsoak.minutes} is given. How fast is told, not asserted.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+")
class LongChatsTests {

	private static final int SESSIONS = 100;

	private static final int MESSAGES = 100_000;

	private static final int ALICE = 7;

	private static final int FRANK = 37;

	private static final Duration PAUSE = Duration.ofSeconds(6);

	private static final int SECONDS = 10;

	/**
	 * How many of them come first, since the first requests after a start are slow for
	 * another reason.
	 */
	private static final int WARM_UP = 6;

	@Test
	void allAreServed() throws IOException, InterruptedException {
		try (SandboxServer sandbox = SandboxServer.start(0);
				Replica replica = Replica.startBehindProxy(sandbox.baseUrl());
				FrontEnds first = new FrontEnds(replica, Duration.ZERO);
				FrontEnds frontEnds = new FrontEnds(replica, PAUSE)) {
			for (int i = 0; i < MESSAGES; i++) {
				sandbox.writeFromThePhone((i % 3 == 0) ? "alice" : "frank", (i % 3 == 0) ? "frank" : "alice",
						"message " + i);
			}
			for (int i = 0; i < SESSIONS; i++) {
				sandbox.signIn(i % 2 == 0 ? "alice" : "frank", "session-" + i);
			}
			for (int i = 0; i < WARM_UP; i++) {
				readInEveryWay(first, replica, i);
			}
			TimeUnit.SECONDS.sleep(SECONDS);
			first.end();
			for (int i = 0; i < SESSIONS; i++) {
				readInEveryWay(frontEnds, replica, i);
				TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis() / SESSIONS);
			}
			TimeUnit.SECONDS.sleep(SECONDS);
			System.out.println(SESSIONS + " sessions in long chats: " + frontEnds.end());
			assertThat(frontEnds.failures()).isEmpty();
			assertThat(frontEnds.answers()).isGreaterThan(SESSIONS);
			assertThat(replica.isWell()).isTrue();
		}
	}

	private static void readInEveryWay(FrontEnds frontEnds, Replica replica, int i) {
		Random random = new Random(i);
		int other = (i % 2 == 0) ? FRANK : ALICE;
		frontEnds.ask(() -> any(replica, "session-" + i, other, random), (response) -> response.statusCode() == 200);
	}

	private static HttpRequest any(Replica replica, String session, int other, Random random) {
		int id = 200 + random.nextInt(MESSAGES);
		String rest = switch (random.nextInt(7)) {
			case 0 -> "";
			case 1 -> "?limit=100&before=" + id;
			case 2 -> "?after=5";
			case 3 -> "?limit=100&after=" + id;
			case 4 -> "?peek=true";
			case 5 -> "/search?q=" + id;
			default -> "/search?q=message&limit=100";
		};
		return replica.request(session, "/chats/" + other + "/messages" + rest).build();
	}

}
