package vision.bff.idempotency;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import vision.bff.message.Conversation;
import vision.bff.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

class RecentKeysTests {

	private static final Conversation WITH_BOB = new Conversation(Session.of("alice"), 78);

	private static final Conversation WITH_CAROL = new Conversation(Session.of("alice"), 34);

	private final AtomicLong nanos = new AtomicLong();

	private final RecentKeys keys = new RecentKeys(this.nanos::get);

	@Test
	void aMessageHasTheKeyWithWhichItWasSentForTenMinutes() {
		this.keys.remember(WITH_BOB, 171, new IdempotencyKey("a"));
		this.nanos.addAndGet(Duration.ofMinutes(9).toNanos());
		assertThat(this.keys.of(WITH_BOB, 171)).contains("a");
		assertThat(this.keys.of(WITH_BOB, 172)).isEmpty();
		this.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
		assertThat(this.keys.of(WITH_BOB, 171)).isEmpty();
	}

	@Test
	void theKeysOfASessionAreItsOwn() {
		this.keys.remember(WITH_BOB, 171, new IdempotencyKey("a"));
		assertThat(this.keys.of(new Conversation(Session.of("alice-elsewhere"), 78), 171)).isEmpty();
	}

	@Test
	void whoAsksWhileItIsBeingSentWaitsForItsKey() throws Exception {
		RecentKeys.UnderWay sending = this.keys.begin(WITH_BOB);
		AtomicReference<Thread> asking = new AtomicReference<>();
		try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
			Future<Optional<String>> asked = threads.submit(() -> {
				asking.set(Thread.currentThread());
				return this.keys.of(WITH_BOB, 171);
			});
			Awaitility.await()
				.until(() -> asking.get() != null && asking.get().getState() == Thread.State.TIMED_WAITING);
			this.keys.remember(WITH_BOB, 171, new IdempotencyKey("a"));
			sending.close();
			assertThat(asked.get()).contains("a");
		}
	}

	@Test
	void whoWaitsInVainGetsNothing() {
		try (RecentKeys.UnderWay _ = this.keys.begin(WITH_BOB)) {
			assertThat(this.keys.of(WITH_BOB, 171)).isEmpty();
		}
	}

	@Test
	void nobodyWaitsForAnotherChatOrForWhatIsOver() {
		this.keys.begin(WITH_BOB).close();
		Thread.currentThread().interrupt();
		try (RecentKeys.UnderWay _ = this.keys.begin(WITH_CAROL)) {
			assertThat(this.keys.of(WITH_BOB, 171)).isEmpty();
			assertThat(Thread.interrupted()).as("whoever waits is told of the interruption").isTrue();
		}
	}

}
