package vision.bff.chat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * All chats of one session, as they were at one moment. What is made of them for a front
 * end is kept with them, so that it is made once.
 */
public final class ChatList {

	/** As counted in the heap, with its part of the finished bytes, but without texts. */
	private static final int BYTES_OF_A_CHAT = 1_500;

	/** Two in the heap, and three in the finished bytes. */
	private static final int BYTES_OF_A_CHARACTER = 5;

	private final List<Chat> items;

	private final Instant asOf;

	private final boolean stale;

	private volatile @Nullable Object rendering;

	/**
	 * Chats that the upstream has just listed.
	 * @param items the one with the newest activity first; at most one for each person
	 * @param asOf when the answer had come
	 */
	public ChatList(List<Chat> items, Instant asOf) {
		this(List.copyOf(items), asOf, false, null);
	}

	private ChatList(List<Chat> items, Instant asOf, boolean stale, @Nullable Object rendering) {
		this.items = items;
		this.asOf = asOf;
		this.stale = stale;
		this.rendering = rendering;
	}

	/**
	 * The same list, served because there is no newer one to be had.
	 */
	public ChatList asStale() {
		return new ChatList(this.items, this.asOf, true, this.rendering);
	}

	/**
	 * Whether this is older than it should be, because the upstream is out of order.
	 */
	public boolean stale() {
		return this.stale;
	}

	public List<Chat> items() {
		return this.items;
	}

	public Instant asOf() {
		return this.asOf;
	}

	/**
	 * Unread messages in all chats, at most 2^31-1.
	 */
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

	/**
	 * About how much memory this takes, in bytes, with what is made of it.
	 */
	public int weight() {
		return Math.toIntExact(
				Math.min(Integer.MAX_VALUE, BYTES_OF_A_CHAT + this.items.stream().mapToLong(ChatList::weight).sum()));
	}

	private static long weight(Chat chat) {
		String lastMessage = (chat.lastMessage() != null) ? chat.lastMessage().text() : null;
		return BYTES_OF_A_CHAT
				+ Stream.of(lastMessage, chat.user().name(), chat.user().username(), chat.lastActivity().label())
					.filter(Objects::nonNull)
					.mapToLong((text) -> BYTES_OF_A_CHARACTER * (long) text.length())
					.sum();
	}

	/**
	 * What is made of this list, made at the first call.
	 */
	public <T> T rendered(Class<T> type, Function<ChatList, T> rendering) {
		Object made = this.rendering;
		if (!type.isInstance(made)) {
			made = rendering.apply(this);
			this.rendering = made;
		}
		return type.cast(made);
	}

	/**
	 * What was made of this list, if it was.
	 */
	public <T> Optional<T> rendered(Class<T> type) {
		Object made = this.rendering;
		return type.isInstance(made) ? Optional.of(type.cast(made)) : Optional.empty();
	}

}
