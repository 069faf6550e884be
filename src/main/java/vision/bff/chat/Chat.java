package vision.bff.chat;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * A conversation with one other person.
 *
 * @param id the id of the conversation, which changes when it is deleted and begun anew
 * @param user the other person
 * @param lastMessage {@code null} if nothing is visible in it
 * @param unreadCount how many messages to me are unread, 0 or more
 * @param lastActivity when something last happened in it
 * @param webUrl the conversation on the site
 */
public record Chat(long id, Person user, @Nullable LastMessage lastMessage, int unreadCount,
		ApproximateTime lastActivity, @Nullable URI webUrl) {
}
