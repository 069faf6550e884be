package vision.bff.message;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.problem.ProblemException;

/**
 * The messages between the person who asks and one other person. Each method can throw
 * what the upstream makes of the call, as a {@link ProblemException}.
 */
public interface Messages {

	/** The largest number of messages that one page can have. */
	int MAX_LIMIT = 100;

	/**
	 * A part of the chat without a gap.
	 * @param limit 1..{@value #MAX_LIMIT}
	 * @param mode to peek, or to mark as seen what is returned, and nothing else
	 * @throws ProblemException {@code user-not-found}; {@code message-not-found} around a
	 * message that is not there; or {@code cannot-peek} if the site offers no way to do
	 * that; nothing was marked then either
	 */
	MessagePage page(Conversation conversation, Position position, int limit, ReadMode mode);

	/**
	 * One message. Marks it as seen.
	 * @throws ProblemException {@code user-not-found}, {@code message-not-found}
	 */
	Message one(Conversation conversation, long messageId);

	/**
	 * The messages with a text that has the term in it, newest first. Marks nothing.
	 * @param limit 1..{@value #MAX_LIMIT}
	 * @throws ProblemException {@code user-not-found}, {@code search-unavailable}
	 */
	MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit);

	/**
	 * An id that whatever is sent from now on will be above.
	 * @return nothing if that cannot be told without marking something as seen, and
	 * nobody needs it that much
	 * @throws ProblemException with the outcome {@code not-sent}
	 */
	Optional<Long> newestId(Conversation conversation, OutgoingMessage message, ReadMode mode);

	/**
	 * What is in the chat of a message that was sent and may have been stored.
	 * @param above an id that it must be above
	 * @throws ProblemException {@code cannot-peek}; with the outcome {@code unknown}
	 */
	Matches matches(Conversation conversation, OutgoingMessage message, long above, ReadMode mode);

	/**
	 * Sends a message, once; an image while it is being read.
	 * @param above what {@link #newestId(Conversation, OutgoingMessage, ReadMode)} told
	 * @throws ProblemException {@code invalid-message} if the site would lose something
	 * of a text, or has no room for it; {@code image-too-large} and
	 * {@code invalid-image}; {@code user-not-found}, {@code messaging-not-allowed},
	 * {@code blocked}; each with what became of it
	 */
	SendResult send(Conversation conversation, OutgoingMessage message, Optional<Long> above, ReadMode mode);

	/**
	 * Marks all messages of the chat as seen. What comes in meanwhile may stay unseen.
	 * @throws ProblemException {@code user-not-found}; with what became of it, which is
	 * {@code unknown} unless the site has refused it
	 */
	void markSeen(Conversation conversation);

	/**
	 * Deletes one message of this chat for me.
	 * @throws ProblemException {@code user-not-found}, {@code message-not-found}
	 */
	void delete(Conversation conversation, long messageId);

	/**
	 * Clears the history for me; the chat stays on my list.
	 * @throws ProblemException {@code user-not-found}
	 */
	void clear(Conversation conversation);

	/**
	 * What a message that was sent may have left in the chat.
	 *
	 * @param same messages of mine with just this content, oldest first
	 * @param similar messages of mine that the site may have made of it
	 */
	record Matches(List<Message> same, List<Message> similar) {
	}

	/**
	 * That a message was stored. Which one it is can be open, if the same was sent twice
	 * at a time.
	 *
	 * @param candidates one of these it is, the likeliest first; not empty
	 * @param textChanged whether the site stored another text than the one that was
	 * typed, blanks around it aside
	 */
	record SendResult(List<Message> candidates, boolean textChanged) {
	}

}
