package vision.bff.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Looks at messages without marking any as seen, unless the mode allows it. Where that
 * cannot be done, it finds nothing.
 */
record Peek(SearchOrRead messages) {

	/** How many rows are looked through for what was just sent. */
	private static final int RECENT = 100;

	/** How many such looks are taken for what an earlier try may have sent. */
	private static final int MAX_PAGES = 50;

	Optional<List<Message>> below(Conversation conversation, @Nullable Long below, int limit) {
		return this.messages.look(conversation, ReadMode.PEEK, (below != null) ? below : Id.LARGEST,
				(rows) -> rows.newest(below, null, limit));
	}

	Optional<OldestAbove.Found> oldestAbove(Conversation conversation, long above, int limit, ReadMode mode) {
		return this.messages.look(conversation, mode, Id.LARGEST, (rows) -> OldestAbove.find(rows, above, limit));
	}

	/** Goes page by page from the newest down. */
	Optional<List<Message>> allAbove(Conversation conversation, long above, ReadMode mode) {
		return this.messages.look(conversation, mode, Id.LARGEST, (rows) -> allAbove(rows, above));
	}

	private static List<Message> allAbove(MessageSource rows, long above) {
		List<Message> page = rows.above(above, RECENT);
		List<Message> all = new ArrayList<>(page);
		boolean more = page.size() >= OldestAbove.SMALLEST_ANSWER;
		for (int pages = 1; more; pages++) {
			if (pages == MAX_PAGES) {
				throw new ProblemException(ProblemCode.UPSTREAM_ERROR);
			}
			page = MessageSource.above(above, rows.below(page.getFirst().id(), RECENT));
			all.addAll(0, page);
			more = page.size() == RECENT;
		}
		return all;
	}

	/** The newest of them, at most {@value #RECENT}. */
	Optional<List<Message>> recentAbove(Conversation conversation, long above, ReadMode mode) {
		return this.messages.look(conversation, mode, Id.LARGEST, (rows) -> rows.above(above, RECENT));
	}

	/** Where that cannot be told, there may be. */
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

}
