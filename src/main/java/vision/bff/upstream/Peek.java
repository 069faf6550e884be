package vision.bff.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.upstream.row.ChatRow;

/**
 * Reads messages without marking any as seen: by the site's search without a term, or,
 * where that is broken, by reading a chat in which nothing is unread. Which of the two
 * works is learnt, so that a broken search is not asked for each call (UPSTREAM.md,
 * "search_messages").
 */
final class Peek {

	/** How many rows are looked through for what was just sent. */
	private static final int RECENT = 100;

	/** How many such looks are taken for what an earlier try may have sent. */
	private static final int MAX_PAGES = 50;

	private final MessageReader reader;

	private final UnreadChats unread;

	private final SiteTraits traits;

	private final ChatMemory memory;

	Peek(MessageReader reader, UnreadChats unread, SiteTraits traits, ChatMemory memory) {
		this.reader = reader;
		this.unread = unread;
		this.traits = traits;
		this.memory = memory;
	}

	/**
	 * The newest messages below an id.
	 * @param below {@code null} for no bound
	 * @return ascending by id; nothing if it cannot be done
	 */
	Optional<List<Message>> below(Conversation conversation, @Nullable Long below, int limit) {
		return look(conversation, ReadMode.PEEK, (below != null) ? below : Id.LARGEST,
				(rows) -> rows.newest(below, null, limit));
	}

	/**
	 * The oldest messages above an id.
	 * @return ascending by id; nothing if it cannot be done
	 */
	Optional<OldestAbove.Found> oldestAbove(Conversation conversation, long above, int limit, ReadMode mode) {
		return look(conversation, mode, Id.LARGEST, (rows) -> OldestAbove.find(rows, above, limit));
	}

	/**
	 * All messages above an id, page by page from the newest down.
	 * @return nothing if it cannot be done
	 * @throws ProblemException {@code upstream-error} if there are more than
	 * {@value #MAX_PAGES} pages of them
	 */
	Optional<List<Message>> allAbove(Conversation conversation, long above, ReadMode mode) {
		return look(conversation, mode, Id.LARGEST, (rows) -> allAbove(rows, above));
	}

	private static List<Message> allAbove(OldestAbove.Rows rows, long above) {
		List<Message> page = rows.above(above, RECENT);
		List<Message> all = new ArrayList<>(page);
		boolean more = page.size() >= OldestAbove.SMALLEST_ANSWER;
		for (int pages = 1; more; pages++) {
			if (pages == MAX_PAGES) {
				throw new ProblemException(ProblemCode.UPSTREAM_ERROR);
			}
			page = OldestAbove.above(above, rows.below(page.getFirst().id(), RECENT));
			all.addAll(0, page);
			more = page.size() == RECENT;
		}
		return all;
	}

	/**
	 * The newest messages above an id, at most {@value #RECENT}.
	 * @return nothing if it cannot be done
	 */
	Optional<List<Message>> recentAbove(Conversation conversation, long above, ReadMode mode) {
		return look(conversation, mode, Id.LARGEST, (rows) -> rows.above(above, RECENT));
	}

	/**
	 * Whether there is a message below an id. Where that cannot be told, there may be.
	 */
	boolean anyBelow(Conversation conversation, long id) {
		try {
			return id > Id.SMALLEST && below(conversation, id, 1).map((messages) -> !messages.isEmpty()).orElse(true);
		}
		catch (ProblemException ex) {
			if (!ex.code().isOutage()) {
				throw ex;
			}
			return true;
		}
	}

	/**
	 * Makes sure that a message is one of this chat. Where that cannot be told otherwise,
	 * it is marked as seen.
	 * @throws ProblemException {@code message-not-found}
	 */
	void requireIn(Conversation conversation, long messageId) {
		boolean found = look(conversation, ReadMode.READ, Id.LARGEST, (rows) -> rows.below(messageId + 1, 1))
			.orElseThrow()
			.stream()
			.anyMatch((message) -> message.id() == messageId);
		if (!found) {
			throw new ProblemException(ProblemCode.MESSAGE_NOT_FOUND);
		}
	}

	/**
	 * Whether a message can be in one of the chats of the list. It can be in one that has
	 * unread messages and that the search cannot tell of.
	 */
	boolean canBeInListedChat(Session session, long messageId) {
		UnreadChats.Listed chats = this.unread.list(session);
		long below = messageId + 1;
		return !chats.complete()
				|| chats.rows()
					.stream()
					.map(ChatRow::userId)
					.distinct()
					.anyMatch((userId) -> bySearch(
							() -> this.reader.searched(new Conversation(session, userId), below, null, 1),
							() -> chats.isAllSeen(userId)
									? Optional.of(this.reader.read(new Conversation(session, userId), below, null, 1))
									: Optional.empty())
						.map((messages) -> messages.stream().anyMatch((message) -> message.id() == messageId))
						.orElse(true));
	}

	/**
	 * An id that all messages to come will be above: that of the newest message, or of
	 * one that is known from before.
	 * @param certainly whether it is worth asking for the chat list
	 * @return nothing if it cannot be told
	 */
	Optional<Long> idBefore(Conversation conversation, ReadMode mode, boolean certainly) {
		return switch (mode) {
			case READ -> look(conversation, mode, Id.LARGEST, (rows) -> lastId(rows.newest(null, null, 1)));
			case PEEK -> idBefore(conversation, certainly);
		};
	}

	private Optional<Long> idBefore(Conversation conversation, boolean certainly) {
		Optional<Long> newest = searched(() -> lastId(this.reader.searched(conversation, null, null, 1)));
		if (newest.isPresent()) {
			return newest;
		}
		OptionalLong known = this.memory.newestId(conversation);
		if (known.isPresent()) {
			return Optional.of(known.getAsLong());
		}
		return certainly ? newestIdIfAllIsSeen(conversation) : Optional.empty();
	}

	/**
	 * That the chat list cannot be had is no reason not to send.
	 */
	private Optional<Long> newestIdIfAllIsSeen(Conversation conversation) {
		try {
			return ifAllIsSeen(conversation, Id.LARGEST, () -> this.reader.read(conversation, null, null, 1))
				.map(Peek::lastId);
		}
		catch (ProblemException ex) {
			if (!ex.code().isOutage()) {
				throw ex;
			}
			return Optional.empty();
		}
	}

	private static long lastId(List<Message> messages) {
		return messages.isEmpty() ? 0L : messages.getLast().id();
	}

	/**
	 * Asks in the way that works.
	 * @param below an id that all messages in question are below
	 */
	private <T> Optional<T> look(Conversation conversation, ReadMode mode, long below,
			Function<OldestAbove.Rows, T> question) {
		OldestAbove.Rows searching = (under, over, limit) -> this.reader.searched(conversation, under, over, limit);
		OldestAbove.Rows reading = (under, over, limit) -> this.reader.read(conversation, under, over, limit);
		return bySearch(() -> question.apply(searching), () -> switch (mode) {
			case READ -> Optional.of(question.apply(reading));
			case PEEK -> ifAllIsSeen(conversation, below, () -> question.apply(reading));
		});
	}

	/**
	 * That the search failed counts only if the site is there for the other way.
	 */
	private <T> Optional<T> bySearch(Supplier<T> search, Supplier<Optional<T>> otherwise) {
		boolean asked = !this.traits.isSearchBroken();
		Optional<T> found = searched(search);
		if (found.isPresent()) {
			return found;
		}
		Optional<T> other = otherwise.get();
		if (asked) {
			this.traits.searchFailed();
		}
		return other;
	}

	private <T> Optional<T> searched(Supplier<T> search) {
		if (this.traits.isSearchBroken()) {
			return Optional.empty();
		}
		try {
			T found = search.get();
			this.traits.searchWorked();
			return Optional.of(found);
		}
		catch (ProblemException ex) {
			if (ex.code() != ProblemCode.SEARCH_UNAVAILABLE) {
				throw ex;
			}
			return Optional.empty();
		}
	}

	private <T> Optional<T> ifAllIsSeen(Conversation conversation, long below, Supplier<T> reading) {
		return this.unread.noneBelow(conversation, below) ? Optional.of(reading.get()) : Optional.empty();
	}

}
