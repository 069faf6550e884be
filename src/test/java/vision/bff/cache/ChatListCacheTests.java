package vision.bff.cache;

import vision.bff.chat.ListVersions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.util.unit.DataSize;

import vision.bff.chat.ChatList;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ChatListCacheTests {

	private static final Session ALICE = Session.of("alice");

	private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(START);

	private final Ticker ticker = () -> Duration.between(START, this.now.get()).toNanos();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final AtomicReference<String> version = new AtomicReference<>(ListVersions.LOCAL);

	private final ListVersions versions = new ListVersions() {

		@Override
		public String current(Session session) {
			return ChatListCacheTests.this.version.get();
		}

		@Override
		public void move(Session session) {
		}

	};

	private final ChatListCache cache = cache();

	@Test
	void aListIsFreshForAWhile() {
		ChatList first = list();
		assertThat(this.cache.get(ALICE, () -> first)).isSameAs(first);
		assertThat(this.cache.get(ALICE, failing(ProblemCode.INTERNAL_ERROR))).isSameAs(first);
		pass(Duration.ofSeconds(6));
		ChatList second = list();
		assertThat(this.cache.get(ALICE, () -> second)).isSameAs(second);
		assertThat(counted("hit")).isOne();
		assertThat(counted("miss")).isEqualTo(2);
	}

	@Test
	void aListOfAnOlderVersionIsNotServedNotEvenDuringAnOutage() {
		this.version.set("one");
		this.cache.get(ALICE, this::list);
		this.version.set("two");
		assertFails(ProblemCode.UPSTREAM_ERROR);
		ChatList second = list();
		assertThat(this.cache.get(ALICE, () -> second)).isSameAs(second);
		assertThat(this.cache.get(ALICE, failing(ProblemCode.INTERNAL_ERROR))).isSameAs(second);
	}

	@Test
	void whoeverComesAfterTheVersionHasMovedDoesNotWaitForAnOlderList() {
		ChatList newer = list();
		ChatList older = this.cache.get(ALICE, () -> {
			this.version.set("moved");
			assertThat(this.cache.get(ALICE, () -> newer)).isSameAs(newer);
			return list();
		});
		assertThat(older).isNotSameAs(newer);
		assertThat(this.cache.get(ALICE, failing(ProblemCode.INTERNAL_ERROR))).isSameAs(newer);
	}

	@Test
	void anotherSessionHasAnotherList() {
		ChatList mine = list();
		ChatList other = list();
		this.cache.get(ALICE, () -> mine);
		assertThat(this.cache.get(Session.of("bob"), () -> other)).isSameAs(other);
	}

	@Test
	void duringAnOutageTheLastGoodListIsServedForAWhile() {
		ChatList good = list();
		this.cache.get(ALICE, () -> good);
		pass(Duration.ofSeconds(30));
		assertThat(this.cache.get(ALICE, failing(ProblemCode.UPSTREAM_ERROR))).isEqualTo(good.asStale());
		assertThat(counted("stale")).isOne();
		pass(Duration.ofSeconds(31));
		assertFails(ProblemCode.UPSTREAM_ERROR);
	}

	@Test
	void whatIsNoOutageIsToldEvenIfThereIsAGoodList() {
		this.cache.get(ALICE, this::list);
		pass(Duration.ofSeconds(6));
		assertFails(ProblemCode.API_DISABLED);
	}

	@Test
	void aSessionThatIsRefusedHasNoListAnyMore() {
		this.cache.get(ALICE, this::list);
		pass(Duration.ofSeconds(6));
		assertFails(ProblemCode.INVALID_SESSION);
		assertFails(ProblemCode.UPSTREAM_ERROR);
	}

	@Test
	void whatIsEvictedIsNeverServedAgain() {
		this.cache.get(ALICE, this::list);
		this.cache.evict(ALICE, EvictionReason.SEND);
		assertFails(ProblemCode.UPSTREAM_ERROR);
	}

	@Test
	void anAnswerThatIsUnderWayDuringAnEvictionIsServedOnceAndNotKept() {
		ChatList old = list();
		assertThat(this.cache.get(ALICE, () -> {
			this.cache.evict(ALICE, EvictionReason.SEND);
			return old;
		})).isSameAs(old);
		assertFails(ProblemCode.UPSTREAM_ERROR);
	}

	@Test
	void whoeverComesWhileOneAsksGetsTheSameList() {
		ChatList list = list();
		CompletableFuture<ChatList> other = new CompletableFuture<>();
		assertThat(this.cache.get(ALICE, () -> {
			Thread.ofVirtual().start(() -> other.complete(this.cache.get(ALICE, failing(ProblemCode.INTERNAL_ERROR))));
			return list;
		})).isSameAs(list);
		assertThat(other.join()).isSameAs(list);
		assertThat(counted("miss")).isOne();
		assertThat(counted("coalesced") + counted("hit")).isOne();
	}

	@Test
	void aBugStaysWhatItIs() {
		assertThatIllegalStateException().isThrownBy(() -> this.cache.get(ALICE, () -> {
			throw new IllegalStateException("a bug");
		})).withMessage("a bug");
	}

	private void assertFails(ProblemCode code) {
		assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> this.cache.get(ALICE, failing(code)))
			.satisfies((problem) -> assertThat(problem.code()).isEqualTo(code));
	}

	private static Supplier<ChatList> failing(ProblemCode code) {
		return () -> {
			throw new ProblemException(code);
		};
	}

	private double counted(String result) {
		return this.meters.counter("vision.cache.chats.requests", "result", result).count();
	}

	private ChatList list() {
		return new ChatList(List.of(), this.now.get());
	}

	private void pass(Duration time) {
		this.now.updateAndGet((before) -> before.plus(time));
	}

	private ChatListCache cache() {
		ChatCacheProperties properties = new ChatCacheProperties(Duration.ofSeconds(5), Duration.ofSeconds(60), 10,
				DataSize.ofMegabytes(1));
		AsyncCache<Object, Object> fresh = Caffeine.newBuilder()
			.ticker(this.ticker)
			.expireAfterWrite(properties.freshFor())
			.buildAsync();
		Clock clock = new Clock() {
			@Override
			public Instant instant() {
				return ChatListCacheTests.this.now.get();
			}

			@Override
			public ZoneOffset getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(java.time.ZoneId zone) {
				return this;
			}
		};
		return new ChatListCache(new CaffeineCache("chats", fresh, false), properties, this.versions, this.ticker,
				clock, this.meters, (event) -> {
				});
	}

}
