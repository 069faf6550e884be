package vision.bff.upstream.row;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ApproximateTime;
import vision.bff.chat.AttachmentType;
import vision.bff.message.Message;
import vision.bff.time.TimeWindow;

/**
 * A row of get_messages, search_messages or send_message: UPSTREAM.md, "get_messages".
 *
 * @param text plain text; {@code null} if there is an attachment
 * @param hasRaw whether the row had the text as it is stored too, as newer releases have
 */
public record MessageRow(long id, long sentBy, long sentTo, boolean owner, @Nullable String text,
		Message.@Nullable Attachment attachment, boolean hasRaw, @Nullable Instant seen, boolean deletedByOther,
		String time) {

	/**
	 * @throws ProblemException {@code upstream-unreadable} if the row makes no sense, or
	 * its file has no address
	 */
	static MessageRow of(Row row, Site site) {
		boolean owner = row.flag("owner");
		Message.Attachment attachment = attachment(row, site);
		String raw = row.text("msg_raw");
		String message = row.requiredText("message");
		String text = (raw != null) ? PlainText.ofStored(raw, true) : PlainText.of(message);
		String time = row.text("time");
		return new MessageRow(row.id("id"), row.id("sent_by"), row.id("sent_to"), owner,
				(attachment != null) ? null : text, attachment, raw != null, row.moment("seen"),
				"Y".equals(row.text(owner ? "deleted_fs2" : "deleted_fs1")), (time != null) ? time : "");
	}

	/**
	 * Whether it is of a release that shows whole texts in the chat list: one that hands
	 * out the text as it is stored, or the modified one, which shows its times in full.
	 */
	public boolean isOfUncroppedRelease() {
		return this.hasRaw || DisplayTime.isFull(this.time);
	}

	private static Message.@Nullable Attachment attachment(Row row, Site site) {
		String type = Optional.ofNullable(row.text("media_type")).orElse("none");
		String file = row.text("media_file");
		return switch (type) {
			case "image" -> new Message.Attachment(AttachmentType.IMAGE, address(file, site));
			case "audio" -> new Message.Attachment(AttachmentType.AUDIO,
					address(Optional.ofNullable(row.text("audio_record")).orElse(file), site));
			case "video" -> new Message.Attachment(AttachmentType.VIDEO, address(file, site));
			default -> (file != null) ? new Message.Attachment(AttachmentType.FILE, address(file, site)) : null;
		};
	}

	private static URI address(@Nullable String file, Site site) {
		URI url = site.address(file);
		if (url == null) {
			throw Row.unreadable();
		}
		return url;
	}

	Message toMessage(@Nullable TimeWindow sent) {
		ApproximateTime sentAt = (sent != null) ? new ApproximateTime(this.time, sent.earliest(), sent.latest())
				: new ApproximateTime(this.time, null, null);
		return new Message(this.id, this.sentBy, this.sentTo, this.owner, this.text, this.attachment, sentAt, this.seen,
				this.deletedByOther);
	}

}
