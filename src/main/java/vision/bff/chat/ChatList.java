package vision.bff.chat;

import java.time.Instant;
import java.util.List;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * All chats of one session, as they were at one moment.
 *
 * @param items the one with the newest activity first; at most one for each person
 * @param asOf when the upstream had listed them
 * @param stale whether this is older than it should be, because the upstream is out of
 * order
 */
public record ChatList(List<Chat> items, Instant asOf, boolean stale) {

	public ChatList {
		items = List.copyOf(items);
	}

	/** Chats that the upstream has just listed. */
	public ChatList(List<Chat> items, Instant asOf) {
		this(items, asOf, false);
	}

	/** The same list, served because there is no newer one to be had. */
	public ChatList asStale() {
		return new ChatList(this.items, this.asOf, true);
	}

	/** Unread messages in all chats, at most 2^31-1. */
	public int unreadCount() {
		return Math.toIntExact(Math.min(Integer.MAX_VALUE, this.items.stream().mapToLong(Chat::unreadCount).sum()));
	}

	/**
	 * The chat with one person.
	 * @throws ProblemException {@code chat-not-found} if there is none
	 */
	public Chat with(long userId) {
		return this.items.stream()
			.filter((chat) -> chat.user().id() == userId)
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemCode.CHAT_NOT_FOUND));
	}

}
