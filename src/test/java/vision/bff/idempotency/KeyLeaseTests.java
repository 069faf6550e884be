package vision.bff.idempotency;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import vision.bff.message.Conversation;
import vision.bff.message.OutgoingText;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.RequestBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A key among replicas that die, and a store that is away at any moment.
 */
class KeyLeaseTests {

	private final Conversation conversation = new Conversation(Session.of("alice-session"), 78);

	private final Chat chat = new Chat();

	private final ShakyStore store = new ShakyStore();

	private final IdempotentSender sender = new IdempotentSender(this.chat, this.store,
			new RecentKeys(Ticker.systemTicker()), new RequestBudget(Duration.ofSeconds(30), Duration.ofSeconds(30)),
			new KeyedSends(new SimpleMeterRegistry()));

	@Test
	void whatADeadReplicaStoredIsFound() {
		this.store.away.add(ShakyStore.Command.END);
		assertThat(send().replayed()).isFalse();
		refused(ProblemCode.IDEMPOTENCY_KEY_IN_USE, null);
		this.store.dead = true;
		assertThat(send().replayed()).isTrue();
		assertThat(this.chat.stored).hasSize(1);
		assertThat(this.chat.sends).isOne();
	}

	@Test
	void whatADeadReplicaDidNotStoreIsSent() {
		this.store.away.add(ShakyStore.Command.END);
		this.chat.faults.add(Chat.Fault.LOST);
		refused(ProblemCode.UPSTREAM_UNREACHABLE, Outcome.UNKNOWN);
		this.store.dead = true;
		this.store.away.clear();
		assertThat(send().replayed()).isFalse();
		assertThat(this.chat.stored).hasSize(1);
	}

	@Test
	void whoHasLostTheKeySendsNothing() {
		this.store.beforeSending = () -> {
			this.store.beforeSending = () -> {
			};
			this.store.dead = true;
			assertThat(send().replayed()).isFalse();
			this.store.dead = false;
		};
		refused(ProblemCode.IDEMPOTENCY_KEY_IN_USE, Outcome.NOT_SENT);
		assertThat(this.chat.sends).isOne();
		assertThat(send().replayed()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "FIND", "START", "SENDING" })
	void nothingIsSentWithAKeyWhileTheStoreIsAway(ShakyStore.Command command) {
		this.store.away.add(command);
		refused(ProblemCode.OVERLOADED, Outcome.NOT_SENT);
		assertThat(this.chat.sends).isZero();
		this.store.away.clear();
		assertThat(send().replayed()).isFalse();
	}

	@Test
	void whatCannotBeClaimedIsUnknownAndFoundLater() {
		this.store.away.add(ShakyStore.Command.CLAIM);
		refused(ProblemCode.OVERLOADED, Outcome.UNKNOWN);
		this.store.away.clear();
		assertThat(send().replayed()).isTrue();
		assertThat(this.chat.sends).isOne();
	}

	private Sent send() {
		return this.sender.send(this.conversation, OutgoingText.of("Hi", false), new IdempotencyKey("k"));
	}

	private void refused(ProblemCode code, @Nullable Outcome outcome) {
		ProblemException refusal = catchThrowableOfType(ProblemException.class, this::send);
		assertThat(refusal.code()).isEqualTo(code);
		assertThat(refusal.outcome()).isEqualTo(outcome);
	}

}
