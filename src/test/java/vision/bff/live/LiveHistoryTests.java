package vision.bff.live;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import org.junit.jupiter.api.Test;

import vision.bff.chat.ListVersions;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens, in whatever order, a client that believes what it is told knows what
 * it would know if it asked.
 */
class LiveHistoryTests {

	/** {@code -Dlive.histories=2000} lives more of them. */
	private static final int HISTORIES = Integer.getInteger("live.histories", 500);

	private static final int STEPS = 25;

	private static final List<Long> PEOPLE = List.of(34L, 40L, 78L);

	@Test
	void whatIsToldIsWhatIsThere() {
		long seed = System.nanoTime();
		for (int history = 0; history < HISTORIES; history++) {
			try {
				new History(new Random(seed + history)).live();
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("seed %d".formatted(seed + history), ex);
			}
		}
	}

	/** Of one session, with some clients that come and go. */
	private static final class History {

		private final Random random;

		private final ToySite site = new ToySite();

		private final Session session = Session.of("alice-session");

		private final Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(this.site.now().toEpochMilli());

		private final Watch watch;

		private final Map<ToyClient, Subscription> connected = new HashMap<>();

		private final List<ToyClient> clients = new ArrayList<>();

		History(Random random) {
			this.random = random;
			this.watch = new Watch(this.session,
					new Sources(this.site, new OneVersion(), this.site, this.site,
							(conversation, messageId) -> Optional.empty()),
					Intervals.DEFAULT, new CallPace(100_000, this.ticker), this.ticker,
					((InstantSource) this.site::now).withZone(ZoneOffset.UTC));
		}

		void live() {
			for (int step = 0; step < STEPS; step++) {
				happen(PEOPLE.get(this.random.nextInt(PEOPLE.size())));
				if (this.random.nextInt(3) > 0) {
					pass(Duration.ofMillis(this.random.nextInt(20_000)));
				}
				if (this.random.nextInt(3) > 0) {
					tell();
				}
			}
			this.site.down(false);
			PEOPLE.forEach((userId) -> this.site.block(userId, false));
			this.clients.forEach(this::connect);
			for (int second = 0; second < 60; second++) {
				pass(Duration.ofSeconds(1));
				tell();
			}
			this.clients.forEach(this::check);
		}

		private void happen(long userId) {
			switch (this.random.nextInt(15)) {
				case 0, 1, 2 -> many(() -> this.site.write(userId, false));
				case 3 -> this.site.write(userId, true);
				case 4 -> byMe(() -> this.site.write(userId, true));
				case 5 -> this.site.seenByOther(userId);
				case 6 -> this.site.deletedByOther(userId, this.random.nextInt(10));
				case 7 -> byMe(() -> this.site.deletedByMe(userId, this.random.nextInt(10)));
				case 8 -> byMe(() -> this.site.clear(new Conversation(this.session, userId)));
				case 9 -> byMe(() -> this.site.delete(this.session, userId));
				case 10 -> this.site.block(userId, this.random.nextBoolean());
				case 11 -> this.site.down(this.random.nextBoolean());
				case 12 -> {
					ToyClient client = new ToyClient(new TreeSet<>(List.of(userId, 78L)));
					this.clients.add(client);
					connect(client);
				}
				case 13 -> this.connected.entrySet().removeIf((client) -> {
					this.watch.remove(client.getValue());
					return true;
				});
				default -> this.clients.forEach(this::connect);
			}
		}

		private void many(Runnable what) {
			int times = (this.random.nextInt(5) == 0) ? this.random.nextInt(80) : 1;
			for (int i = 0; i < times; i++) {
				what.run();
			}
		}

		private void byMe(Runnable what) {
			what.run();
			this.site.evict();
			this.watch.outdate();
		}

		private void pass(Duration time) {
			this.site.passed(time);
			this.watch.look();
		}

		private void connect(ToyClient client) {
			if (!this.connected.containsKey(client)) {
				Subscription subscription = new Subscription(new Knowledge(client.lastEventId, client.open), () -> {
				}, (closed) -> {
				});
				this.watch.add(subscription);
				this.connected.put(client, subscription);
			}
		}

		/** Some connections break in the middle of what is told. */
		private void tell() {
			for (ToyClient client : List.copyOf(this.connected.keySet())) {
				Subscription subscription = Objects.requireNonNull(this.connected.get(client));
				News news = subscription.news();
				int size = news.events().size();
				int heard = (this.random.nextInt(10) == 0) ? this.random.nextInt(size + 1) : size;
				for (int i = 0; i < heard; i++) {
					client.hear(news.events().get(i));
					client.lastEventId = (i == size - 1) ? news.idAfter() : news.idWithin();
				}
				if (heard < size) {
					this.watch.remove(subscription);
					this.connected.remove(client);
					connect(client);
				}
			}
		}

		private void check(ToyClient client) {
			assertThat(client.chats).usingElementComparator((one, other) -> Digests.isSame(one, other) ? 0 : 1)
				.containsExactlyElementsOf(this.site.fresh().items());
			assertThat(client.unread).isEqualTo(this.site.fresh().unreadCount());
			for (long userId : client.open) {
				List<Message> visible = this.site.visible(userId);
				TreeMap<Long, Message> known = client.of(userId);
				assertThat(known.isEmpty()).isEqualTo(visible.isEmpty());
				if (known.isEmpty()) {
					continue;
				}
				List<Message> newest = visible.subList(Math.max(0, visible.size() - 20), visible.size())
					.stream()
					.filter((message) -> message.id() >= known.firstKey())
					.toList();
				assertThat(newest).isNotEmpty();
				assertThat(known.tailMap(newest.getFirst().id(), true).values())
					.usingElementComparator((one, other) -> OpenChat.isSame(one, other) ? 0 : 1)
					.containsExactlyElementsOf(newest);
				assertThat(known.keySet())
					.containsAll(visible.stream().map(Message::id).filter((id) -> id >= known.firstKey()).toList());
			}
		}

	}

	/** Of one process. */
	private static final class OneVersion implements ListVersions {

		@Override
		public String current(Session session) {
			return LOCAL;
		}

		@Override
		public void move(Session session) {
		}

	}

}
