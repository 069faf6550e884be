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

	/**
	 * What was last said in a chat, as far as the list shows it: a text or a file.
	 *
	 * @param text plain text; {@code null} for a file
	 * @param truncated whether the text goes on
	 * @param attachment the kind of file; {@code null} for a text
	 */
	public record LastMessage(@Nullable String text, boolean truncated, @Nullable AttachmentType attachment) {
	}

}
