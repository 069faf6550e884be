package vision.bff.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.SignIn;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many passwords get through to the site.
 */
class SignInLimitTests {

	private static final int TRIES = 10_000;

	private final AtomicLong nanos = new AtomicLong();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final SignInLimit limit = new SignInLimit(new LocalTokenBuckets(20_000, new Ticks(this.nanos::get)),
			this.meters);

	private int reached;

	@Test
	void anAccountIsTriedFiveTimesFromWherever() {
		for (int i = 0; i < TRIES; i++) {
			wrong("alice", address(i));
		}
		assertThat(this.reached).isEqualTo(5);
		assertThat(this.meters.counter("vision.rate.limit.refusals", "policy", "sign-in-account").count())
			.isEqualTo(TRIES - 5);
	}

	@Test
	void anAddressTriesTwentyTimesWhateverTheAccount() {
		for (int i = 0; i < TRIES; i++) {
			wrong("person" + i, "203.0.113.7");
		}
		assertThat(this.reached).isEqualTo(20);
		assertThat(this.meters.counter("vision.rate.limit.refusals", "policy", "sign-in-address").count())
			.isEqualTo(TRIES - 20);
	}

	@Test
	void theNetworksOfAHouseAreFourAddressesAndThoseOfACompanySixteen() {
		for (int i = 0; i < 256; i++) {
			for (int tries = 0; tries < 21; tries++) {
				wrong("person" + i + "." + tries, "2001:db8:0:%x::1".formatted(i));
			}
		}
		assertThat(this.reached).isEqualTo(80);
		for (int i = 256; i < 4_096; i += 64) {
			for (int tries = 0; tries < 21; tries++) {
				wrong("person" + i + "." + tries, "2001:db8:0:%x::1".formatted(i));
			}
		}
		assertThat(this.reached).isEqualTo(320);
	}

	@Test
	void afterThatEachWaitIsTwiceAsLong() {
		assertThat(waits("alice", 12)).containsExactly(0L, 0L, 0L, 0L, 0L, 60L, 60L, 120L, 240L, 480L, 960L, 1_920L);
	}

	@Test
	void whoAsksAllDayLongGetsAFewTries() {
		for (long second = 0; second < Duration.ofDays(1).toSeconds(); second += 10) {
			wrong("alice", address((int) second));
			this.nanos.addAndGet(Duration.ofSeconds(10).toNanos());
		}
		assertThat(this.reached).isLessThanOrEqualTo(11 * 24);
	}

	@Test
	void whoHasRestedForAnHourBeginsAnew() {
		waits("alice", 12);
		this.nanos.addAndGet(Duration.ofMinutes(64).toNanos());
		assertThat(waits("alice", 6)).containsExactly(0L, 0L, 0L, 0L, 0L, 60L);
	}

	@Test
	void strangersDoNotMakeItForgetWhoHasToWait() {
		waits("alice", 9);
		this.nanos.addAndGet(Duration.ofMinutes(2).toNanos());
		for (int i = 0; i < 1_000; i++) {
			wrong("person" + i, address(i));
			this.nanos.addAndGet(Duration.ofMillis(1).toNanos());
		}
		int before = this.reached;
		wrong("alice", address(99));
		assertThat(this.reached).isEqualTo(before);
	}

	@Test
	void whoSucceedsIsNotHeldUp() {
		for (int i = 0; i < 1_000; i++) {
			assertThat(this.limit.<String>count(new SignIn("alice", "right"), "203.0.113.7", () -> "in"))
				.isEqualTo("in");
		}
		for (int i = 0; i < 10; i++) {
			wrong("alice", "203.0.113.7");
			this.limit.count(new SignIn("bob", "right"), "203.0.113.7", () -> "in");
		}
		assertThat(this.reached).isEqualTo(5);
	}

	@Test
	void whereTheAddressMustWaitTheAccountPaysNothing() {
		for (int i = 0; i < 20; i++) {
			wrong("person" + i, "203.0.113.7");
		}
		for (int i = 0; i < 100; i++) {
			wrong("alice", "203.0.113.7");
		}
		assertThat(waits("alice", 5)).containsExactly(0L, 0L, 0L, 0L, 0L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ALICE", "Alice", "@alice", "\u00e1lice", "\uff41lice", "ali\u0301ce" })
	void oneAccountIsOneHoweverItIsWritten(String login) {
		for (int i = 0; i < 5; i++) {
			wrong("alice", address(i));
		}
		wrong(login, address(6));
		assertThat(this.reached).isEqualTo(5);
	}

	/** The site could take each of them for an account. */
	@Test
	void unusualNamesCountAsOne() {
		for (int i = 0; i < 100; i++) {
			wrong("<x" + i + ">alice", address(i));
			wrong("ali\u200bce".repeat(i + 1), address(1_000 + i));
			wrong("ali\\" + "c".repeat(i) + "e", address(2_000 + i));
		}
		assertThat(this.reached).isEqualTo(5);
	}

	/** How many seconds each try had to wait for. */
	private List<Long> waits(String login, int tries) {
		List<Long> waits = new ArrayList<>();
		for (int i = 0; i < tries; i++) {
			ProblemException refused = tried(login, address(waits.size()));
			long waited = 0;
			while (refused.code() == ProblemCode.TOO_MANY_REQUESTS) {
				Duration wait = Objects.requireNonNull(refused.retryAfter());
				this.nanos.addAndGet(wait.toNanos());
				waited += wait.toSeconds();
				refused = tried(login, address(waits.size()));
			}
			waits.add(waited);
		}
		return waits;
	}

	private void wrong(String login, String address) {
		ProblemException refused = tried(login, address);
		assertThat(refused.code()).isIn(ProblemCode.WRONG_CREDENTIALS, ProblemCode.TOO_MANY_REQUESTS);
	}

	private ProblemException tried(String login, String address) {
		try {
			this.limit.count(new SignIn(login, "guessed"), address, () -> {
				this.reached++;
				throw new ProblemException(ProblemCode.WRONG_CREDENTIALS);
			});
			throw new AssertionError("Nobody is let in");
		}
		catch (ProblemException ex) {
			return ex;
		}
	}

	private static String address(int number) {
		return "10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255);
	}

}
