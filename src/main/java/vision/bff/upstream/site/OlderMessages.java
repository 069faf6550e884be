package vision.bff.upstream.site;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

import vision.bff.message.Conversation;
import vision.bff.session.Session;

/**
 * Whether a page has older messages. The last answer for each chat is kept for some
 * seconds, so that who looks at the same page again needs one call, not two. Of 10,000
 * chats at most.
 */
public final class OlderMessages {

	private static final int MAX_CHATS = 10_000;

	private static final Duration KEPT_FOR = Duration.ofSeconds(5);

	private final Cache<ChatKey, AtomicReference<Answer>> answers;

	public OlderMessages(Ticker ticker) {
		this.answers = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(MAX_CHATS)
			.expireAfterWrite(KEPT_FOR)
			.build();
	}

	/**
	 * Whether there are messages below an id, never older than the last deletion of the
	 * session.
	 * @param asking how to ask for it
	 */
	public boolean existBelow(Conversation conversation, long id, BooleanSupplier asking) {
		AtomicReference<Answer> last = this.answers.get(ChatKey.of(conversation), (chat) -> new AtomicReference<>());
		Answer answer = last.get();
		if (answer == null || answer.id() != id) {
			answer = new Answer(id, asking.getAsBoolean());
			last.set(answer);
		}
		return answer.anyBelow();
	}

	/** An answer that is under way meanwhile is not kept either. */
	public void forget(Session session, long userId) {
		this.answers.invalidate(ChatKey.of(session, userId));
	}

	private record Answer(long id, boolean anyBelow) {
	}

}
