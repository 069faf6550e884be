package vision.bff.message;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ApproximateTime;
import vision.bff.chat.AttachmentType;

/**
 * One message of a chat: a text or a file.
 *
 * @param id ascends with time over the whole site
 * @param text plain text; {@code null} for a file
 * @param attachment the file; {@code null} for a text
 * @param seenAt when the recipient was shown it; {@code null} if that has not happened
 * @param deletedByOther whether the other side has deleted it for themselves
 */
public record Message(long id, long senderId, long recipientId, boolean mine, @Nullable String text,
		@Nullable Attachment attachment, ApproximateTime sentAt, @Nullable Instant seenAt, boolean deletedByOther) {

	/** Whether it was to me, and I had not been shown it yet. */
	public boolean unread() {
		return !this.mine && this.seenAt == null;
	}

	/**
	 * The same message, of which it is known better when it was sent than the site tells.
	 */
	public Message sentWithin(Instant earliest, Instant latest) {
		return new Message(this.id, this.senderId, this.recipientId, this.mine, this.text, this.attachment,
				new ApproximateTime(this.sentAt.label(), earliest, latest), this.seenAt, this.deletedByOther);
	}

	/** The file of a message that is no text. */
	public record Attachment(AttachmentType type, URI url) {
	}

}
