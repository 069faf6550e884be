package vision.bff.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.chat.ApproximateTime;
import vision.bff.message.Message;
import vision.bff.problem.Outcome;
import vision.bff.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryIdempotencyStoreTests {

	private static final IdempotencyRecord STARTED = IdempotencyRecord.begun("text to 78", "digest");

	private static final IdempotencyRecord FAILED = STARTED.failed(Outcome.NOT_SENT, Optional.empty());

	private static final Duration LEASE = Duration.ofSeconds(1);

	private final AtomicLong nanos = new AtomicLong();

	private final IdempotencyStore store = new InMemoryIdempotencyStore(this.nanos::get, 10_000);

	@Test
	void aRecordIsReplacedOnlyByWhoKnowsIt() {
		assertThat(this.store.compareAndSet(key("a"), null, STARTED, LEASE)).isTrue();
		assertThat(this.store.compareAndSet(key("a"), null, STARTED, LEASE)).isFalse();
		assertThat(this.store.compareAndSet(key("a"), FAILED, STARTED, LEASE)).isFalse();
		assertThat(this.store.compareAndSet(key("a"), STARTED, FAILED, LEASE)).isTrue();
		assertThat(this.store.find(key("a"))).contains(new IdempotencyStore.Held(FAILED, false));
		assertThat(this.store.compareAndSet(key("a"), FAILED, null, LEASE)).isTrue();
		assertThat(this.store.find(key("a"))).isEmpty();
	}

	@Test
	void aRecordIsKeptForADayAndWhatIsUnderWayUntilItHasEnded() {
		this.store.compareAndSet(key("a"), null, STARTED, LEASE);
		this.nanos.addAndGet(Duration.ofDays(30).toNanos());
		assertThat(this.store.compareAndSet(key("a"), STARTED, FAILED, LEASE)).isTrue();
		this.nanos.addAndGet(Duration.ofHours(24).toNanos() - 1);
		assertThat(this.store.find(key("a"))).contains(new IdempotencyStore.Held(FAILED, false));
		this.nanos.addAndGet(1);
		assertThat(this.store.find(key("a"))).isEmpty();
	}

	@Test
	void whatIsUnderWayStaysHoweverMuchElseThereIs() {
		this.store.compareAndSet(key("a"), null, STARTED, LEASE);
		IntStream.range(0, 100).forEach((i) -> {
			this.store.compareAndSet(key("other" + i), null, STARTED, LEASE);
			this.store.compareAndSet(key("other" + i), STARTED, FAILED, LEASE);
		});
		assertThat(this.store.find(key("a"))).isPresent();
		assertThat(IntStream.range(0, 100).filter((i) -> this.store.find(key("other" + i)).isPresent()).count())
			.isBetween(1L, 10L);
	}

	@Test
	void aMessageBelongsToTheFirstWhoClaimsIt() {
		assertThat(this.store.isFree(1, key("a"))).isTrue();
		assertThat(this.store.claim(1, key("a"))).isTrue();
		assertThat(this.store.claim(1, key("a"))).isTrue();
		assertThat(this.store.claim(1, key("b"))).isFalse();
		assertThat(this.store.isFree(1, key("a"))).isTrue();
		assertThat(this.store.isFree(1, key("b"))).isFalse();
	}

	@Test
	void aRecordCanBeWrittenAndReadAgain() {
		JsonMapper mapper = JsonMapper.shared();
		Message message = new Message(1, 7, 78, true, "Hi", null,
				new ApproximateTime("now", Instant.EPOCH, Instant.EPOCH), null, false);
		IdempotencyRecord sent = STARTED.sendingAbove(Optional.of(12L))
			.sent(new Sent(message, true, false), Optional.of("digest"));
		assertThat(mapper.readValue(mapper.writeValueAsString(sent), IdempotencyRecord.class)).isEqualTo(sent);
		assertThat(mapper.readValue(mapper.writeValueAsString(STARTED), IdempotencyRecord.class)).isEqualTo(STARTED);
	}

	private static Sender.Keyed key(String value) {
		return new Sender.Keyed(Session.of("alice-session"), new IdempotencyKey(value));
	}

}
