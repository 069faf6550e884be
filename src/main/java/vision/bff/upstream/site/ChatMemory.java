package vision.bff.upstream.site;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import vision.bff.message.Conversation;

/**
 * What each session has read of its chats. Ids only ascend, and what was seen stays seen,
 * so none of it becomes wrong with time. Of 10,000 chats at most, an hour each.
 */
public final class ChatMemory {

	private static final int MAX_CHATS = 10_000;

	private static final Duration KEPT_FOR = Duration.ofHours(1);

	private final Cache<ChatKey, Facts> chats;

	public ChatMemory(Ticker ticker) {
		this.chats = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(MAX_CHATS)
			.expireAfterWrite(KEPT_FOR)
			.build();
	}

	/** The largest id that is known to have been given to a message of this chat. */
	public Optional<Long> newestId(Conversation conversation) {
		return Optional.ofNullable(this.chats.getIfPresent(ChatKey.of(conversation))).map(Facts::newestId);
	}

	public boolean isSeenBelow(Conversation conversation, long id) {
		Facts facts = this.chats.getIfPresent(ChatKey.of(conversation));
		return facts != null && id - 1 <= facts.seenUpTo();
	}

	public void exists(Conversation conversation, long id) {
		learn(conversation, (facts) -> facts.with(id));
	}

	/**
	 * All messages from one id to another have been read.
	 * @param fromTheBeginning whether there are none below them
	 */
	public void read(Conversation conversation, long first, long last, boolean fromTheBeginning) {
		learn(conversation,
				(facts) -> facts.with(last).seenUpTo((fromTheBeginning || first - 1 <= facts.seenUpTo()) ? last : 0));
	}

	public void seenUpTo(Conversation conversation, long id) {
		learn(conversation, (facts) -> facts.seenUpTo(id));
	}

	private void learn(Conversation conversation, UnaryOperator<Facts> more) {
		this.chats.asMap()
			.compute(ChatKey.of(conversation), (key, facts) -> more.apply((facts != null) ? facts : new Facts(0, 0)));
	}

	private record Facts(long newestId, long seenUpTo) {

		private Facts with(long id) {
			return new Facts(Math.max(id, this.newestId), this.seenUpTo);
		}

		private Facts seenUpTo(long id) {
			return new Facts(this.newestId, Math.max(id, this.seenUpTo));
		}

	}

}
