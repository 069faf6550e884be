package vision.bff.upstream;

import java.util.List;
import java.util.Set;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.site.ChatMemory;

/**
 * Marks all messages of a chat as seen by reading them, since the site has no other way.
 * They need not follow each other: a page in the middle leaves unread ones on both sides.
 */
record SeenMarking(MessageReader reader, UnreadChats unread, ChatMemory memory) {

	private static final int FIRST_PAGE = 100;

	private static final int NEXT_PAGES = 1_000;

	private static final int MAX_CALLS = 50;

	/** What the site says before it does anything. */
	private static final Set<ProblemCode> REFUSALS = Set.of(ProblemCode.INVALID_SESSION, ProblemCode.USER_NOT_FOUND,
			ProblemCode.API_DISABLED);

	void markAll(Conversation conversation) {
		List<Message> newest = newest(conversation);
		if (newest.isEmpty()) {
			return;
		}
		try {
			markBelow(conversation, newest.getFirst().id());
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.UNKNOWN);
		}
		this.memory.seenUpTo(conversation, newest.getLast().id());
	}

	/** A call that was refused can be the second one, after one whose answer was lost. */
	private List<Message> newest(Conversation conversation) {
		try {
			return this.reader.read(conversation, null, null, FIRST_PAGE);
		}
		catch (ProblemException ex) {
			throw ex.of(REFUSALS.contains(ex.code()) ? Outcome.NOT_SENT : Outcome.UNKNOWN);
		}
	}

	/**
	 * Goes down until the site counts no more than was found. Where it counts too many,
	 * that is the beginning of the chat, or what is known to be seen from an earlier
	 * time.
	 */
	private void markBelow(Conversation conversation, long id) {
		if (this.memory.isSeenBelow(conversation, id)) {
			return;
		}
		long left = this.unread.list(conversation.session()).unreadAtMost(conversation.userId());
		long below = id;
		for (int call = 0; left > 0 && !this.memory.isSeenBelow(conversation, below); call++) {
			if (call == MAX_CALLS) {
				throw new ProblemException(ProblemCode.UPSTREAM_ERROR);
			}
			List<Message> page = this.reader.read(conversation, below, null, NEXT_PAGES);
			if (page.isEmpty()) {
				return;
			}
			left -= page.stream().filter(Message::unread).count();
			below = page.getFirst().id();
		}
	}

}
