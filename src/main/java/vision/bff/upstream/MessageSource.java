package vision.bff.upstream;

import java.util.List;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Message;

/**
 * A way to ask the site for messages of one chat.
 */
@FunctionalInterface
interface MessageSource {

	/** The newest messages of a range, ascending by id. */
	List<Message> newest(@Nullable Long below, @Nullable Long above, int limit);

	default List<Message> below(long id, int limit) {
		return newest(id, null, limit);
	}

	default List<Message> above(long id, int limit) {
		return newest(null, id, limit);
	}

	static List<Message> above(long id, List<Message> messages) {
		return messages.stream().filter((message) -> message.id() > id).toList();
	}

}
