package vision.bff.live;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.message.Message;
import vision.bff.session.Fingerprint;

/**
 * Short names of what somebody knows, the same on every replica and for as long as
 * nothing changes but how roughly times are told.
 */
final class Digests {

	/** As many messages as are looked at again and again. */
	private static final int MESSAGES = 20;

	/** Of 64 bits, which is plenty to tell one state of a session from the next. */
	private static final int LENGTH = 16;

	private Digests() {
	}

	static String of(ChatList list) {
		return digest(list.items()
			.stream()
			.map((chat) -> fields(chat.id(), chat.user(), chat.lastMessage(), chat.unreadCount(), chat.webUrl()))
			.collect(Collectors.joining("\n")));
	}

	static String of(OpenChat chat) {
		List<Message> messages = chat.messages();
		return digest(messages.subList(Math.max(0, messages.size() - MESSAGES), messages.size())
			.stream()
			.map((message) -> fields(message.id(), message.seenAt(), message.deletedByOther()))
			.collect(Collectors.joining("\n")));
	}

	/** Whether two lists tell a reader the same. */
	static boolean isSame(ChatList one, ChatList other) {
		return one.items().size() == other.items().size() && IntStream.range(0, one.items().size())
			.allMatch((index) -> isSame(one.items().get(index), other.items().get(index)));
	}

	/** Whether two entries of the list tell a reader the same. */
	static boolean isSame(Chat one, Chat other) {
		return one.id() == other.id() && one.user().equals(other.user()) && one.unreadCount() == other.unreadCount()
				&& Objects.equals(one.lastMessage(), other.lastMessage())
				&& Objects.equals(one.webUrl(), other.webUrl()) && canBeOneMoment(one, other);
	}

	/** A time that is told more roughly than before is no other time. */
	private static boolean canBeOneMoment(Chat one, Chat other) {
		if (one.lastActivity().earliest() == null || other.lastActivity().earliest() == null) {
			return true;
		}
		return !Objects.requireNonNull(one.lastActivity().latest()).isBefore(other.lastActivity().earliest())
				&& !Objects.requireNonNull(other.lastActivity().latest()).isBefore(one.lastActivity().earliest());
	}

	private static String fields(@Nullable Object... fields) {
		return Arrays.stream(fields).map(String::valueOf).collect(Collectors.joining("\0"));
	}

	private static String digest(String text) {
		return Fingerprint.of(text).substring(0, LENGTH);
	}

}
