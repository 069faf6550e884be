package vision.bff.upstream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Id;
import vision.bff.message.Message;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Reads messages of one chat of one session. {@link #shown} marks what it returns as
 * seen; {@link #glimpsed} does not, but not every site can do it.
 */
final class MessageReader {

	/** The search of the upstream returns all rows where there is no query. */
	private static final String NO_QUERY = "";

	private static final int WALK_PAGE = 100;

	private static final int MAX_WALK_CALLS = 50;

	private final ChatApi api;

	private final Upstream upstream;

	private final Timeline timeline;

	private final IntConsumer dropped;

	MessageReader(ChatApi api, Upstream upstream, Timeline timeline, IntConsumer dropped) {
		this.api = api;
		this.upstream = upstream;
		this.timeline = timeline;
		this.dropped = dropped;
	}

	/**
	 * The newest messages below one id and above another. Some releases heed the limit
	 * only where there is an upper bound, so there always is one.
	 * @param below {@code null} for no bound
	 * @param above {@code null} for no bound; the upstream takes only one of the two
	 * @return ascending by id
	 */
	List<Message> shown(Session session, long userId, @Nullable Long below, @Nullable Long above, int limit) {
		Long offsetUp = (below == null && above == null) ? Long.valueOf(Id.LARGEST) : below;
		return newest(limit, messages(
				this.upstream.read(() -> this.api.getMessages(session.token(), userId, offsetUp, above, limit))));
	}

	/**
	 * The same without marking anything as seen.
	 * @param limit how many at most; 0 for all there are
	 * @throws ProblemException {@code search-unavailable} if this site cannot do it
	 */
	List<Message> glimpsed(Session session, long userId, @Nullable Long below, @Nullable Long above, int limit) {
		List<Message> messages = messages(this.upstream
			.search(() -> this.api.searchMessages(session.token(), userId, NO_QUERY, below, above, limit)));
		return (limit > 0) ? newest(limit, messages) : messages;
	}

	/**
	 * Makes sure that a message is one of this chat, without marking it as seen where the
	 * site can do that.
	 * @throws ProblemException {@code message-not-found} if it is not
	 */
	void require(Session session, long userId, long messageId) {
		long below = messageId + 1;
		List<Message> messages = canGlimpse(() -> glimpsed(session, userId, below, null, 1))
			.orElseGet(() -> shown(session, userId, below, null, 1));
		if (messages.stream().noneMatch((message) -> message.id() == messageId)) {
			throw new ProblemException(ProblemCode.MESSAGE_NOT_FOUND);
		}
	}

	/**
	 * The id of the newest message, 0 if there is none; nothing if the site cannot tell
	 * without marking it as seen.
	 */
	Optional<Long> newestId(Session session, long userId) {
		return canGlimpse(() -> glimpsed(session, userId, null, null, 1)).map(MessageReader::lastId);
	}

	/**
	 * The same, marking the newest message as seen if need be.
	 */
	long newestIdInAnyCase(Session session, long userId) {
		return newestId(session, userId).orElseGet(() -> lastId(shown(session, userId, null, null, 1)));
	}

	private static long lastId(List<Message> messages) {
		return messages.isEmpty() ? 0L : messages.getLast().id();
	}

	/**
	 * The newest messages above an id, at most {@value #WALK_PAGE}; nothing if the site
	 * cannot tell without marking them as seen.
	 */
	Optional<List<Message>> newestAbove(Session session, long userId, long above) {
		return canGlimpse(() -> glimpsed(session, userId, null, above, WALK_PAGE));
	}

	/**
	 * The same, marking them as seen if need be.
	 */
	List<Message> newestAboveInAnyCase(Session session, long userId, long above) {
		return newestAbove(session, userId, above).orElseGet(() -> shown(session, userId, null, above, WALK_PAGE));
	}

	/**
	 * All messages above an id, without marking them as seen where the site can do that.
	 * Where it cannot, the upstream is walked down page by page.
	 * @throws ProblemException {@code upstream-error} if there are more than
	 * {@value #MAX_WALK_CALLS} pages of them
	 */
	List<Message> allAbove(Session session, long userId, long above) {
		return canGlimpse(() -> glimpsed(session, userId, null, above, 0))
			.orElseGet(() -> walked(session, userId, above));
	}

	private List<Message> walked(Session session, long userId, long above) {
		List<Message> page = shown(session, userId, null, above, WALK_PAGE);
		List<Message> walked = new ArrayList<>(page);
		for (int call = 1; page.size() == WALK_PAGE; call++) {
			if (call == MAX_WALK_CALLS) {
				throw new ProblemException(ProblemCode.UPSTREAM_ERROR);
			}
			page = shown(session, userId, page.getFirst().id(), null, WALK_PAGE).stream()
				.filter((message) -> message.id() > above)
				.toList();
			walked.addAll(0, page);
		}
		return walked;
	}

	/**
	 * Whether there is a message below an id. Where the site cannot tell, there may be.
	 */
	boolean anyBelow(Session session, long userId, long id) {
		return id > Id.SMALLEST
				&& canGlimpse(() -> glimpsed(session, userId, id, null, 1)).map((messages) -> !messages.isEmpty())
					.orElse(true);
	}

	/**
	 * What a reading without marking gives, nothing if the site cannot do it.
	 */
	private static <T> Optional<T> canGlimpse(Supplier<T> reading) {
		try {
			return Optional.of(reading.get());
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.SEARCH_UNAVAILABLE) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	private List<Message> messages(Upstream.Reading reading) {
		if (reading.data() == null) {
			return List.of();
		}
		List<MessageRow> rows = Row.list(reading.data(), MessageRow::of, this.dropped)
			.stream()
			.sorted(Comparator.comparingLong(MessageRow::id))
			.toList();
		return this.timeline.messages(rows, reading.asked());
	}

	private static List<Message> newest(int limit, List<Message> ascending) {
		return ascending.subList(Math.max(0, ascending.size() - limit), ascending.size());
	}

}
