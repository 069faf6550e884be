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

import static org.assertj.core.api.Assertions.assertThat;

class InMemoryIdempotencyStoreTests {

	private static final IdempotencyRecord UNDER_WAY = IdempotencyRecord.begun("text to 78", "digest");

	private static final IdempotencyRecord FAILED = UNDER_WAY.failed(Outcome.NOT_SENT, Optional.empty());

	private final AtomicLong nanos = new AtomicLong();

	private final IdempotencyStore store = new InMemoryIdempotencyStore(this.nanos::get, 10_000);

	@Test
	void aRecordIsReplacedOnlyByWhoKnowsIt() {
		assertThat(this.store.compareAndSet("a", null, UNDER_WAY)).isTrue();
		assertThat(this.store.compareAndSet("a", null, UNDER_WAY)).isFalse();
		assertThat(this.store.compareAndSet("a", FAILED, UNDER_WAY)).isFalse();
		assertThat(this.store.compareAndSet("a", UNDER_WAY, FAILED)).isTrue();
		assertThat(this.store.find("a")).contains(FAILED);
		assertThat(this.store.compareAndSet("a", FAILED, null)).isTrue();
		assertThat(this.store.find("a")).isEmpty();
	}

	@Test
	void aRecordIsKeptForADayAndWhatIsUnderWayUntilItHasEnded() {
		this.store.compareAndSet("a", null, UNDER_WAY);
		this.nanos.addAndGet(Duration.ofDays(30).toNanos());
		assertThat(this.store.compareAndSet("a", UNDER_WAY, FAILED)).isTrue();
		this.nanos.addAndGet(Duration.ofHours(24).toNanos() - 1);
		assertThat(this.store.find("a")).contains(FAILED);
		this.nanos.addAndGet(1);
		assertThat(this.store.find("a")).isEmpty();
	}

	@Test
	void whatIsUnderWayStaysHoweverMuchElseThereIs() {
		this.store.compareAndSet("a", null, UNDER_WAY);
		IntStream.range(0, 100).forEach((i) -> {
			this.store.compareAndSet("other " + i, null, UNDER_WAY);
			this.store.compareAndSet("other " + i, UNDER_WAY, FAILED);
		});
		assertThat(this.store.find("a")).isPresent();
		assertThat(IntStream.range(0, 100).filter((i) -> this.store.find("other " + i).isPresent()).count())
			.isBetween(1L, 10L);
	}

	@Test
	void aMessageBelongsToTheFirstWhoClaimsIt() {
		assertThat(this.store.isFree(1, "a")).isTrue();
		assertThat(this.store.claim(1, "a")).isTrue();
		assertThat(this.store.claim(1, "a")).isTrue();
		assertThat(this.store.claim(1, "b")).isFalse();
		assertThat(this.store.isFree(1, "a")).isTrue();
		assertThat(this.store.isFree(1, "b")).isFalse();
	}

	@Test
	void aRecordCanBeWrittenAndReadAgain() {
		JsonMapper mapper = JsonMapper.shared();
		Message message = new Message(1, 7, 78, true, "Hi", null,
				new ApproximateTime("now", Instant.EPOCH, Instant.EPOCH), null, false);
		IdempotencyRecord sent = UNDER_WAY.startingAbove(Optional.of(12L))
			.sent(new Sent(message, true, false), Optional.of("digest"));
		assertThat(mapper.readValue(mapper.writeValueAsString(sent), IdempotencyRecord.class)).isEqualTo(sent);
		assertThat(mapper.readValue(mapper.writeValueAsString(UNDER_WAY), IdempotencyRecord.class))
			.isEqualTo(UNDER_WAY);
	}

}
