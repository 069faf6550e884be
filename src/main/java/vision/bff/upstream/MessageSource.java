package vision.bff.upstream;

import java.util.List;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Id;
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

	/** No message is at 0 or below, which the site takes for no bound at all. */
	default List<Message> above(long id, int limit) {
		return (id < Id.SMALLEST) ? newest(Id.LARGEST, null, limit) : newest(null, id, limit);
	}

	static List<Message> above(long id, List<Message> messages) {
		return messages.stream().filter((message) -> message.id() > id).toList();
	}

}
