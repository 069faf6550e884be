package vision.bff.cache;

import java.time.Duration;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import vision.bff.chat.Chats;
import vision.bff.person.NameSearch;
import vision.bff.person.People;
import vision.bff.person.PeoplePage;
import vision.bff.person.Profile;
import vision.bff.session.Session;

/**
 * Keeps what was told of people for a minute, each for the session that asked. The site
 * tells it to anybody, so a session has to be one that the site knows: that is asked once
 * a minute.
 */
final class CachingPeople implements People {

	private static final Duration KEPT = Duration.ofMinutes(1);

	private static final int MOST_SESSIONS = 10_000;

	/** Of people, who take about 1 KiB each. */
	private static final int MOST_PEOPLE = 8_000;

	private final People delegate;

	private final Chats chats;

	private final Cache<String, Boolean> known;

	private final Cache<Question, Object> answers;

	CachingPeople(People delegate, Chats chats, Ticker ticker) {
		this.delegate = delegate;
		this.chats = chats;
		this.known = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(MOST_SESSIONS)
			.expireAfterWrite(KEPT)
			.build();
		this.answers = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumWeight(MOST_PEOPLE)
			.<Question, Object>weigher((question, answer) -> weight(answer))
			.expireAfterWrite(KEPT)
			.build();
	}

	private static int weight(Object answer) {
		return (answer instanceof PeoplePage page) ? 1 + page.items().size() : 1;
	}

	@Override
	public PeoplePage search(Session session, NameSearch search, @Nullable Long before, int limit) {
		return (PeoplePage) told(session, new Question(session.fingerprint(), search.typed(), before, limit),
				() -> this.delegate.search(session, search, before, limit));
	}

	@Override
	public Profile withId(Session session, long userId) {
		return (Profile) told(session, new Question(session.fingerprint(), "", userId, 0),
				() -> this.delegate.withId(session, userId));
	}

	@Override
	public Profile withUsername(Session session, String username) {
		return (Profile) told(session, new Question(session.fingerprint(), username, null, 0),
				() -> this.delegate.withUsername(session, username));
	}

	private Object told(Session session, Question question, Supplier<Object> asking) {
		var _ = this.known.get(session.fingerprint(), (owner) -> {
			this.chats.all(session);
			return true;
		});
		return this.answers.get(question, (asked) -> asking.get());
	}

	/**
	 * @param limit 0 if it is no search
	 */
	private record Question(String owner, String text, @Nullable Long number, int limit) {
	}

}
