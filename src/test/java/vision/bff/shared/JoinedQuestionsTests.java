package vision.bff.shared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class JoinedQuestionsTests {

	private static final int ASKERS = 50;

	private final JoinedQuestions questions = new JoinedQuestions();

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void whoComesWhileItIsAskedGetsTheNextAnswerAndNobodyAsksAThirdTime() throws Exception {
		CountDownLatch answered = new CountDownLatch(1);
		AtomicInteger waiting = new AtomicInteger();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<String> first = threads.submit(() -> this.questions.ask("alice", () -> {
				this.asked.incrementAndGet();
				Awaitility.await().until(() -> answered.getCount() == 0);
				return "old";
			}));
			Awaitility.await().until(() -> this.asked.get() == 1);
			List<Thread> askers = new ArrayList<>();
			List<String> answers = Collections.synchronizedList(new ArrayList<>());
			for (int i = 0; i < ASKERS; i++) {
				askers.add(Thread.ofVirtual().start(() -> {
					waiting.incrementAndGet();
					answers.add(this.questions.ask("alice", () -> "new " + this.asked.incrementAndGet()));
				}));
			}
			Awaitility.await()
				.until(() -> waiting.get() == ASKERS
						&& askers.stream().allMatch((asker) -> asker.getState() == Thread.State.WAITING));
			assertThat(ask("bob")).isEqualTo("bob");
			answered.countDown();
			assertThat(first.get()).isEqualTo("old");
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> answers.size() == ASKERS);
			assertThat(answers).containsOnly("new 2");
		}
	}

	@Test
	void aFailureIsToldToAllWhoWaitAndIsForgotten() {
		assertThatIllegalStateException().isThrownBy(() -> this.questions.ask("alice", () -> {
			throw new IllegalStateException("away");
		})).withMessage("away");
		assertThat(ask("alice")).isEqualTo("alice");
	}

	private String ask(String name) {
		return this.questions.ask(name, () -> name);
	}

}
