package vision.bff.message;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some messages of a chat that follow each other without a gap, or some that a search
 * found.
 *
 * @param items ascending by id; newest first from a search
 * @param total how many messages a search found in the whole chat, {@code null} if it did
 * not look at all of it or if this is no search
 */
public record MessagePage(List<Message> items, Position.@Nullable Before older, Position.@Nullable After newer,
		@Nullable Integer total) {

	/**
	 * The oldest of these that I had not been shown before.
	 * @return {@code null} if there is none
	 */
	public @Nullable Message firstUnread() {
		return this.items.stream().filter(Message::unread).min(Comparator.comparingLong(Message::id)).orElse(null);
	}

}
