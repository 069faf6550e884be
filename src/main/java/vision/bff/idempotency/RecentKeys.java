package vision.bff.idempotency;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import vision.bff.message.Conversation;
import vision.bff.message.SentKeys;

/**
 * The keys of the last messages that this process has sent. Other replicas do not know
 * them: another write to the shared store for each message is too much for a hint.
 */
final class RecentKeys implements SentKeys {

	private static final Duration KEPT_FOR = Duration.ofMinutes(10);

	private static final int MAX_MESSAGES = 10_000;

	/** It holds up whoever tells it to a client. */
	private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

	private final Cache<SentMessage, String> keys;

	private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();

	RecentKeys(Ticker ticker) {
		this.keys = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(MAX_MESSAGES)
			.expireAfterWrite(KEPT_FOR)
			.build();
	}

	/** Until it is closed, a message may have been stored whose key is not known yet. */
	UnderWay begin(Conversation conversation) {
		UnderWay sending = new UnderWay(conversation);
		this.underWay.add(sending);
		return sending;
	}

	void remember(Conversation conversation, long messageId, IdempotencyKey key) {
		this.keys.put(SentMessage.of(conversation, messageId), key.value());
	}

	@Override
	public Optional<String> of(Conversation conversation, long messageId) {
		SentMessage message = SentMessage.of(conversation, messageId);
		List<UnderWay> underWay = this.underWay.stream()
			.filter((sending) -> sending.conversation.equals(conversation))
			.toList();
		String key = this.keys.getIfPresent(message);
		if (key == null && !underWay.isEmpty()) {
			await(underWay);
			key = this.keys.getIfPresent(message);
		}
		return Optional.ofNullable(key);
	}

	private static void await(List<UnderWay> underWay) {
		long end = System.nanoTime() + LONGEST_WAIT.toNanos();
		try {
			for (UnderWay sending : underWay) {
				if (!sending.over.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** A message with a key that is being sent. */
	final class UnderWay implements AutoCloseable {

		private final Conversation conversation;

		private final CountDownLatch over = new CountDownLatch(1);

		private UnderWay(Conversation conversation) {
			this.conversation = conversation;
		}

		@Override
		public void close() {
			RecentKeys.this.underWay.remove(this);
			this.over.countDown();
		}

	}

	private record SentMessage(String session, long id) {

		static SentMessage of(Conversation conversation, long id) {
			return new SentMessage(conversation.session().fingerprint(), id);
		}

	}

}
