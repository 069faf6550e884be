package vision.bff.upstream;

import java.util.Optional;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.upstream.row.ChatRow;

/**
 * Tells in which chat a message is.
 */
record MessageLocation(SearchOrRead messages, MessageReader reader, UnreadChats unread) {

	/**
	 * Makes sure that a message is one of this chat. Where that cannot be told otherwise,
	 * it is marked as seen.
	 * @throws ProblemException {@code message-not-found}
	 */
	void requireIn(Conversation conversation, long messageId) {
		boolean found = this.messages
			.look(conversation, ReadMode.READ, Id.LARGEST, (rows) -> rows.below(messageId + 1, 1))
			.orElseThrow()
			.stream()
			.anyMatch((message) -> message.id() == messageId);
		if (!found) {
			throw new ProblemException(ProblemCode.MESSAGE_NOT_FOUND);
		}
	}

	/** It can be in a chat that has unread messages and that cannot be searched. */
	boolean canBeInListedChat(Session session, long messageId) {
		UnreadChats.Listed chats = this.unread.list(session);
		long below = messageId + 1;
		return !chats.complete()
				|| chats.rows()
					.stream()
					.map(ChatRow::userId)
					.distinct()
					.anyMatch((userId) -> this.messages
						.bySearch(() -> this.reader.searched(new Conversation(session, userId), below, null, 1),
								() -> chats.isAllSeen(userId)
										? Optional
											.of(this.reader.read(new Conversation(session, userId), below, null, 1))
										: Optional.empty())
						.map((messages) -> messages.stream().anyMatch((message) -> message.id() == messageId))
						.orElse(true));
	}

}
