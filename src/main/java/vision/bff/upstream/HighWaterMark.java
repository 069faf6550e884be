package vision.bff.upstream;

import java.util.List;
import java.util.Optional;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.site.ChatMemory;

/**
 * Tells an id that all messages of a chat to come will be above.
 */
record HighWaterMark(SearchOrRead messages, MessageReader reader, ChatMemory memory) {

	/**
	 * The id of the newest message, or of one that is known from before.
	 * @param certainly whether it is worth asking for the chat list
	 */
	Optional<Long> of(Conversation conversation, ReadMode mode, boolean certainly) {
		return switch (mode) {
			case READ ->
				this.messages.look(conversation, mode, Id.LARGEST, (rows) -> lastId(rows.newest(null, null, 1)));
			case PEEK -> of(conversation, certainly);
		};
	}

	private Optional<Long> of(Conversation conversation, boolean certainly) {
		return this.messages.searched(() -> lastId(this.reader.searched(conversation, null, null, 1)))
			.or(() -> this.memory.newestId(conversation))
			.or(() -> certainly ? newestIdIfAllIsSeen(conversation) : Optional.empty());
	}

	/** That the chat list cannot be had is no reason not to send. */
	private Optional<Long> newestIdIfAllIsSeen(Conversation conversation) {
		try {
			return this.messages
				.ifAllIsSeen(conversation, Id.LARGEST, () -> this.reader.read(conversation, null, null, 1))
				.map(HighWaterMark::lastId);
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

}
