package vision.bff.person;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.chat.Person;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.Messages;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.session.SignIn;

/**
 * Tells whose a session is. The site has no call for that, so it is learnt from what the
 * site says of a message of that session, or of the name that somebody signed in with.
 */
@Component
public final class WhoAmI {

	private static final int MOST_SESSIONS = 10_000;

	private static final Duration KEPT = Duration.ofHours(24);

	private final Chats chats;

	private final Messages messages;

	private final People people;

	private final Cache<String, Long> ids;

	WhoAmI(Chats chats, Messages messages, People people, Ticker ticker) {
		this.chats = chats;
		this.messages = messages;
		this.people = people;
		this.ids = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(ticker)
			.maximumSize(MOST_SESSIONS)
			.expireAfterAccess(KEPT)
			.build();
	}

	/**
	 * The person of a session that the site knows.
	 * @return nothing where the site does not tell who it is
	 * @throws ProblemException {@code invalid-session}, or what keeps the site from
	 * telling whether that is so
	 */
	public Optional<Person> of(Session session) {
		ChatList list = this.chats.all(session);
		Long id = this.ids.getIfPresent(session.fingerprint());
		if (id == null) {
			id = idIn(session, list);
		}
		if (id == null) {
			return Optional.empty();
		}
		this.ids.put(session.fingerprint(), id);
		long me = id;
		return told(() -> this.people.withId(session, me).person().asListed());
	}

	/** The same, of a session that somebody has just begun so. */
	public Optional<Person> of(Session session, SignIn signIn) {
		if (signIn.isByUsername()) {
			told(() -> this.people.withUsername(session, signIn.login()))
				.ifPresent((profile) -> this.ids.put(session.fingerprint(), profile.person().id()));
		}
		return of(session);
	}

	/** Of a chat in which nothing is unread, so that nothing can be marked as seen. */
	private @Nullable Long idIn(Session session, ChatList list) {
		return list.items()
			.reversed()
			.stream()
			.filter((chat) -> chat.unreadCount() == 0 && chat.lastMessage() != null)
			.findFirst()
			.flatMap((chat) -> told(() -> idIn(session, chat)))
			.flatMap((id) -> id)
			.orElse(null);
	}

	private Optional<Long> idIn(Session session, Chat chat) {
		long other = chat.user().id();
		return this.messages.page(new Conversation(session, other), new Position.Newest(), 1, ReadMode.PEEK)
			.items()
			.stream()
			.filter((message) -> (message.mine() ? message.recipientId() : message.senderId()) == other)
			.map((Message message) -> message.mine() ? message.senderId() : message.recipientId())
			.findFirst();
	}

	/** That the site is there was seen before, and this is only more that it may tell. */
	private static <T> Optional<T> told(Supplier<T> asking) {
		try {
			return Optional.of(asking.get());
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.INVALID_SESSION) {
				throw ex;
			}
			return Optional.empty();
		}
	}

}
