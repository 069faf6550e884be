package vision.bff.idempotency;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import vision.bff.message.Conversation;
import vision.bff.message.OutgoingText;
import vision.bff.message.ReadMode;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.RequestBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class IdempotentSenderTests {

	private static final IdempotencyKey KEY = new IdempotencyKey("k");

	private static final OutgoingText HI = OutgoingText.of("Hi", false);

	private final Conversation conversation = new Conversation(Session.of("alice-session"), 78);

	private final Chat chat = new Chat();

	private final IdempotencyStore store = new InMemoryIdempotencyStore(Ticker.systemTicker());

	/** Another instance would be another sender with the same store. */
	private final IdempotentSender sender = sender();

	private IdempotentSender sender() {
		return new IdempotentSender(this.chat, this.store, new RecentKeys(Ticker.systemTicker()),
				new RequestBudget(Duration.ofSeconds(30), Duration.ofSeconds(30)),
				new KeyedSends(new SimpleMeterRegistry()));
	}

	@Test
	void whatBecameOfAMessageThatFailedIsCountedAsItIsTold() {
		ProblemException problem = new ProblemException(ProblemCode.UPSTREAM_ERROR);
		assertThat(KeyedSends.Result.of(problem.of(Outcome.NOT_SENT))).isEqualTo(KeyedSends.Result.NOT_SENT);
		assertThat(KeyedSends.Result.of(problem.of(Outcome.UNKNOWN))).isEqualTo(KeyedSends.Result.IN_DOUBT);
		assertThat(KeyedSends.Result.of(new IllegalStateException())).isEqualTo(KeyedSends.Result.IN_DOUBT);
		assertThat(KeyedSends.Result.of(new ProblemException(ProblemCode.IDEMPOTENCY_KEY_IN_USE)))
			.isEqualTo(KeyedSends.Result.REFUSED);
	}

	@Test
	void whatIsSentIsNotSentAgain() {
		Sent sent = send();
		assertThat(send()).isEqualTo(new Sent(sent.message(), false, true));
		assertThat(this.chat.sends).isOne();
	}

	@Test
	void whatHasNoKeyIsSentEachTime() {
		assertThat(List.of(this.sender.send(this.conversation, HI, null).message().id(),
				this.sender.send(this.conversation, HI, null).message().id()))
			.containsExactly(1L, 2L);
		assertThat(this.chat.modes).containsOnly(ReadMode.PEEK);
	}

	@Test
	void whatWasStoredAllTheSameIsFound() {
		this.chat.store("Hi");
		this.chat.faults.add(Chat.Fault.LOST_AFTER_STORING);
		refused(ProblemCode.UPSTREAM_UNREACHABLE, Outcome.UNKNOWN);
		Sent sent = send();
		assertThat(sent.message().id()).isEqualTo(2);
		assertThat(sent.replayed()).isTrue();
		assertThat(this.chat.sends).isOne();
	}

	@Test
	void whatWasNotStoredIsSent() {
		this.chat.faults.add(Chat.Fault.LOST);
		refused(ProblemCode.UPSTREAM_UNREACHABLE, Outcome.UNKNOWN);
		assertThat(send().replayed()).isFalse();
		assertThat(this.chat.stored).hasSize(1);
	}

	@Test
	void aSecondLossDoesNotForgetTheFirst() {
		this.chat.faults.addAll(List.of(Chat.Fault.LOST, Chat.Fault.LOST_AFTER_STORING));
		refused(ProblemCode.UPSTREAM_UNREACHABLE, Outcome.UNKNOWN);
		this.chat.store("Hello");
		refused(ProblemCode.UPSTREAM_UNREACHABLE, Outcome.UNKNOWN);
		assertThat(send().message().id()).isEqualTo(2);
		assertThat(this.chat.sends).isEqualTo(2);
	}

	@Test
	void whatTheSiteMayHaveMadeOfItLeavesItOpen() {
		this.chat.similar = true;
		this.chat.faults.add(Chat.Fault.LOST);
		refused(ProblemCode.UPSTREAM_UNREACHABLE, Outcome.UNKNOWN);
		this.chat.store("H");
		refused(ProblemCode.UPSTREAM_ERROR, Outcome.UNKNOWN);
		assertThat(this.chat.sends).isOne();
	}

	@Test
	void whatCannotBeSentLeavesItsKeyFree() {
		this.chat.faults.add(Chat.Fault.IMPOSSIBLE);
		refused(ProblemCode.INVALID_MESSAGE, Outcome.NOT_SENT);
		assertThat(this.sender.send(this.conversation, OutgoingText.of("Ho", false), KEY).message().text())
			.isEqualTo("Ho");
	}

	@Test
	void aKeyInDoubtIsNotFreeAlthoughNobodyKnowsWhatWasThereBefore() {
		this.chat.cannotBeRead = true;
		this.chat.faults.addAll(List.of(Chat.Fault.LOST_AFTER_STORING, Chat.Fault.IMPOSSIBLE));
		refused(ProblemCode.UPSTREAM_UNREACHABLE, Outcome.UNKNOWN);
		refused(ProblemCode.INVALID_MESSAGE, Outcome.NOT_SENT);
		assertThat(catchThrowableOfType(ProblemException.class,
				() -> this.sender.send(this.conversation, OutgoingText.of("Ho", false), KEY))
			.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
	}

	@Test
	void aBugLeavesItInDoubt() {
		this.chat.faults.add(Chat.Fault.BUG);
		assertThatIllegalStateException().isThrownBy(this::send);
		this.chat.store("Hi");
		assertThat(send().message().id()).isOne();
		assertThat(this.chat.sends).isOne();
	}

	@Test
	void aKeyIsInUseWhileItsMessageIsUnderWay() {
		this.chat.whileSending = () -> {
			refused(ProblemCode.IDEMPOTENCY_KEY_IN_USE, null);
			assertThatExceptionOfType(ProblemException.class)
				.isThrownBy(() -> sender().send(this.conversation, HI, KEY))
				.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_IN_USE));
		};
		send();
		assertThat(this.chat.stored).hasSize(1);
	}

	@Test
	void aKeyIsForOneTextToOnePerson() {
		send();
		assertThat(catchThrowableOfType(ProblemException.class,
				() -> this.sender.send(this.conversation, OutgoingText.of("Ho", false), KEY))
			.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
		assertThat(catchThrowableOfType(ProblemException.class,
				() -> this.sender.send(new Conversation(this.conversation.session(), 79), HI, KEY))
			.code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
	}

	@Test
	void theKeysOfAnotherSessionAreItsOwn() {
		send();
		assertThat(this.sender.send(new Conversation(Session.of("bob-session"), 78), HI, KEY).replayed()).isFalse();
	}

	/**
	 * The site shows the one who sends second the message of the first.
	 */
	@Test
	void twoThatSendTheSameAtATimeNeverGetTheSameMessage() {
		List<Long> ids = new ArrayList<>();
		this.chat.faults
			.addAll(List.of(Chat.Fault.SHOWS_THE_FIRST_OF_THE_SAME, Chat.Fault.SHOWS_THE_FIRST_OF_THE_SAME));
		this.chat.whileSending = () -> ids.add(this.sender.send(this.conversation, HI, null).message().id());
		ids.add(this.sender.send(this.conversation, HI, null).message().id());
		assertThat(ids).containsExactly(1L, 2L);
	}

	@Test
	void whoIsShownTheMessageOfAnotherAndHasNoneHearsThatItIsUnknown() {
		this.store.claim(1, new Sender.Once("another"));
		refused(ProblemCode.UPSTREAM_ERROR, Outcome.UNKNOWN);
	}

	@Test
	void whoCannotLookForTheirOwnHearsThatItIsUnknown() {
		this.chat.cannotBePeekedAt = true;
		this.store.claim(1, new Sender.Once("another"));
		ProblemException refusal = catchThrowableOfType(ProblemException.class,
				() -> this.sender.send(this.conversation, HI, null));
		assertThat(refusal.code()).isEqualTo(ProblemCode.UPSTREAM_ERROR);
		assertThat(refusal.outcome()).isEqualTo(Outcome.UNKNOWN);
	}

	private Sent send() {
		return this.sender.send(this.conversation, HI, KEY);
	}

	private void refused(ProblemCode code, @Nullable Outcome outcome) {
		ProblemException refusal = catchThrowableOfType(ProblemException.class, this::send);
		assertThat(refusal.code()).isEqualTo(code);
		assertThat(refusal.outcome()).isEqualTo(outcome);
	}

}
