package vision.bff.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.VisionBffApplication;
import vision.bff.chat.ListVersions;
import vision.bff.chat.ApproximateTime;
import vision.bff.container.NeedsDocker;
import vision.bff.container.Store;
import vision.bff.idempotency.IdempotencyKey;
import vision.bff.idempotency.IdempotencyRecord;
import vision.bff.idempotency.IdempotencyStore;
import vision.bff.idempotency.Sender;
import vision.bff.idempotency.Sent;
import vision.bff.limits.ProvenSessions;
import vision.bff.limits.Quota;
import vision.bff.limits.TokenBuckets;
import vision.bff.message.Message;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.session.SignIn;
import vision.bff.session.SignInTries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@NeedsDocker
class SharedServersTests {

	private static final Session ALICE = Session.of("alice-session");

	private static final Sender.Keyed KEY = new Sender.Keyed(ALICE, new IdempotencyKey("k"));

	private static final Duration LEASE = Duration.ofMinutes(1);

	@ParameterizedTest
	@CsvSource({ "valkey/valkey:8, false", "redis:7, false", "redis:8, true" })
	void eachServerKeepsWhatReplicasShare(String image, boolean cluster) throws IOException {
		try (Store server = cluster ? Store.startCluster(image) : Store.start(image);
				ConfigurableApplicationContext replica = replica(server.url(), cluster)) {
			keepsWhatReplicasShare(replica);
			assertThat(server.dump().keySet()).hasSizeGreaterThan(4)
				.allMatch((name) -> server.commands().pttl(name) > 0);
		}
	}

	@Test
	void aUserNeedsNoMoreRightsThanTheDocumentationSays() throws IOException {
		Matcher rights = Pattern
			.compile("user with limited rights needs (.*?),\\s+for\\s+names that begin with `(\\w+:)`")
			.matcher(Files.readString(Path.of("docs/operations.md")).replace('\n', ' '));
		assertThat(rights.find()).isTrue();
		List<String> commands = Pattern.compile("`(\\w+)`")
			.matcher(rights.group(1))
			.results()
			.map((command) -> command.group(1))
			.toList();
		try (Store server = Store.startCluster("valkey/valkey:8");
				ConfigurableApplicationContext replica = replica(server.urlForUserWith(commands, rights.group(2)),
						true)) {
			keepsWhatReplicasShare(replica);
			assertThat(server.dump().keySet()).hasSizeGreaterThan(4);
			assertThat(replica.getBean(MeterRegistry.class).get("vision.shared.failures").counter().count()).isZero();
		}
	}

	private static void keepsWhatReplicasShare(ConfigurableApplicationContext replica) {
		recordsAreReplacedByWhoKnowsThem(replica.getBean(IdempotencyStore.class));
		aLeaseEndsByItself(replica.getBean(IdempotencyStore.class));
		aMessageIsClaimedOnce(replica.getBean(IdempotencyStore.class));
		versionsMove(replica.getBean(ListVersions.class));
		tokensAreTakenOnce(replica.getBean(TokenBuckets.class));
		triesAreCountedUnlessTheySucceed(replica.getBean(SignInTries.class));
		replica.getBean(ProvenSessions.class).add(ALICE);
	}

	private static ConfigurableApplicationContext replica(String url, boolean cluster) {
		return new SpringApplicationBuilder(VisionBffApplication.class).web(WebApplicationType.SERVLET)
			.run("--server.port=0", "--management.server.port=-1", "--vision.shared.url=" + url,
					"--vision.shared.cluster=" + cluster);
	}

	private static void recordsAreReplacedByWhoKnowsThem(IdempotencyStore store) {
		IdempotencyRecord started = record(IdempotencyRecord.State.STARTED, "first");
		IdempotencyRecord sent = record(IdempotencyRecord.State.SENT, "first");
		assertThat(store.find(KEY)).isEmpty();
		assertThat(store.compareAndSet(KEY, null, started, LEASE)).isTrue();
		assertThat(store.compareAndSet(KEY, null, started, LEASE)).isFalse();
		assertThat(store.find(KEY)).contains(new IdempotencyStore.Held(started, true));
		assertThat(store.compareAndSet(KEY, record(IdempotencyRecord.State.STARTED, "second"), sent, LEASE)).isFalse();
		assertThat(store.compareAndSet(KEY, started, sent, LEASE)).isTrue();
		assertThat(store.find(KEY)).contains(new IdempotencyStore.Held(sent, false));
		assertThat(store.compareAndSet(KEY, sent, null, LEASE)).isTrue();
		assertThat(store.find(KEY)).isEmpty();
	}

	private static void aLeaseEndsByItself(IdempotencyStore store) {
		IdempotencyRecord started = record(IdempotencyRecord.State.STARTED, "dead");
		store.compareAndSet(KEY, null, started, Duration.ofMillis(1));
		Awaitility.await().until(() -> !store.find(KEY).orElseThrow().leased());
		assertThat(store.compareAndSet(KEY, started, record(IdempotencyRecord.State.STARTED, "next"), LEASE)).isTrue();
		assertThat(store.compareAndSet(KEY, started, record(IdempotencyRecord.State.SENDING, "dead"), LEASE)).isFalse();
	}

	private static void aMessageIsClaimedOnce(IdempotencyStore store) {
		Sender another = new Sender.Once("another");
		assertThat(store.claim(1, KEY)).isTrue();
		assertThat(store.claim(1, KEY)).isTrue();
		assertThat(store.claim(1, another)).isFalse();
		assertThat(store.isFree(1, KEY)).isTrue();
		assertThat(store.isFree(1, another)).isFalse();
		assertThat(store.isFree(2, another)).isTrue();
	}

	private static void versionsMove(ListVersions versions) {
		String before = versions.current(ALICE);
		assertThat(versions.current(ALICE)).isEqualTo(before).isNotEqualTo(ListVersions.LOCAL);
		versions.move(ALICE);
		assertThat(versions.current(ALICE)).isEqualTo(versions.current(ALICE)).isNotEqualTo(before);
		assertThat(versions.current(Session.of("bob-session"))).isNotEqualTo(versions.current(ALICE));
	}

	private static void tokensAreTakenOnce(TokenBuckets buckets) {
		Quota quota = new Quota(40, 1);
		List<Boolean> taken = IntStream.range(0, 60)
			.mapToObj((i) -> buckets.take("session", "alice", quota).isConsumed())
			.toList();
		assertThat(Collections.frequency(taken, true)).isBetween(40, 59);
		assertThat(taken.indexOf(false)).isBetween(40, 58);
		assertThat(buckets.take("session", "bob", quota).isConsumed()).isTrue();
	}

	private static void triesAreCountedUnlessTheySucceed(SignInTries tries) {
		AtomicInteger reached = new AtomicInteger();
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(ProblemException.class)
				.isThrownBy(() -> tries.count(new SignIn("alice", "guessed"), "203.0.113.7", () -> {
					reached.incrementAndGet();
					throw new ProblemException(ProblemCode.WRONG_CREDENTIALS);
				}));
		}
		assertThat(reached).hasValue(5);
		for (int i = 0; i < 30; i++) {
			assertThat(tries.<String>count(new SignIn("bob", "right"), "203.0.113.8", () -> "in")).isEqualTo("in");
		}
	}

	private static IdempotencyRecord record(IdempotencyRecord.State state, String request) {
		Message message = new Message(1, 7, 78, true, "Hi", null,
				new ApproximateTime("now", Instant.EPOCH, Instant.EPOCH), null, false);
		boolean sent = state == IdempotencyRecord.State.SENT;
		return new IdempotencyRecord(state, request, false, "text to 78", "digest", 12L,
				sent ? new Sent(message, false, false) : null);
	}

}
