package vision.bff.cache;

import java.util.Objects;
import java.util.stream.Stream;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;

/**
 * About how much memory a chat list takes, with what is made of it for front ends.
 */
final class ChatListWeight {

	/** As counted in the heap, with its part of the finished bytes, but without texts. */
	private static final int BYTES_OF_A_CHAT = 1_600;

	/**
	 * Two in the heap, three in the finished bytes, and two where these are compressed.
	 */
	private static final int BYTES_OF_A_CHARACTER = 7;

	private ChatListWeight() {
	}

	/** The weight of a list in bytes. */
	static int of(ChatList list) {
		return Math.toIntExact(Math.min(Integer.MAX_VALUE,
				BYTES_OF_A_CHAT + list.items().stream().mapToLong(ChatListWeight::of).sum()));
	}

	private static long of(Chat chat) {
		String lastMessage = (chat.lastMessage() != null) ? chat.lastMessage().text() : null;
		return BYTES_OF_A_CHAT
				+ Stream.of(lastMessage, chat.user().name(), chat.user().username(), chat.lastActivity().label())
					.filter(Objects::nonNull)
					.mapToLong((text) -> BYTES_OF_A_CHARACTER * (long) text.length())
					.sum();
	}

}
