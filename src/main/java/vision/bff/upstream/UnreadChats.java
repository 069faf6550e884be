package vision.bff.upstream;

import java.util.List;
import java.util.Optional;

import vision.bff.message.Conversation;
import vision.bff.session.Session;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.row.ChatRow;
import vision.bff.upstream.row.Rows;
import vision.bff.upstream.site.ChatMemory;

/**
 * Tells in which chats nothing is unread, so that reading them marks nothing.
 */
record UnreadChats(ChatApi api, Upstream upstream, Rows rows, ChatMemory memory) {

	/** The upstream lists no more chats than this. */
	private static final int MAX_CHATS = 1_000;

	/** What arrives between this call and the reading cannot be known. */
	boolean noneBelow(Conversation conversation, long below) {
		if (this.memory.isSeenBelow(conversation, below)) {
			return true;
		}
		Optional<Long> known = this.memory.newestId(conversation);
		boolean seen = list(conversation.session()).isAllSeen(conversation.userId());
		if (seen) {
			known.ifPresent((id) -> this.memory.seenUpTo(conversation, id));
		}
		return seen;
	}

	Listed list(Session session) {
		Upstream.Reading reading = this.upstream.read(session, UpstreamChats.EXPECTED_KIB,
				() -> this.api.getChats(session.token()));
		List<ChatRow> rows = this.rows.chats(reading.data());
		return new Listed(rows, rows.size() == reading.data().size() && rows.size() < MAX_CHATS);
	}

	/**
	 * @param complete whether no chat can be missing
	 */
	record Listed(List<ChatRow> rows, boolean complete) {

		/**
		 * How many messages of a chat are unread, or more: messages that were deleted
		 * unread can be among them (UPSTREAM.md, "get_chats").
		 */
		long unreadAtMost(long userId) {
			List<ChatRow> entries = this.rows.stream().filter((row) -> row.userId() == userId).toList();
			return (entries.isEmpty() && !this.complete) ? Long.MAX_VALUE
					: entries.stream().mapToLong(ChatRow::newMessages).sum();
		}

		boolean isAllSeen(long userId) {
			List<ChatRow> entries = this.rows.stream().filter((row) -> row.userId() == userId).toList();
			return entries.isEmpty() ? this.complete : entries.stream().allMatch((row) -> row.newMessages() == 0);
		}

	}

}
