package vision.bff.upstream;

import java.net.URI;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ApproximateTime;
import vision.bff.message.Image;
import vision.bff.message.Message;

/**
 * A row of get_messages, search_messages or send_message: UPSTREAM.md, "get_messages".
 */
record MessageRow(long id, long sentBy, long sentTo, boolean owner, String message, @Nullable String mediaFile,
		@Nullable Instant seen, boolean deletedByOther, String time) {

	static MessageRow of(Row row) {
		boolean owner = row.flag("owner");
		boolean image = "image".equals(row.text("media_type"));
		long seen = row.number("seen");
		String time = row.text("time");
		return new MessageRow(row.id("id"), row.id("sent_by"), row.id("sent_to"), owner, row.requiredText("message"),
				image ? row.requiredText("media_file") : null, (seen > 0) ? Instant.ofEpochSecond(seen) : null,
				"Y".equals(row.text(owner ? "deleted_fs2" : "deleted_fs1")), (time != null) ? time : "");
	}

	Message toMessage(Site site, @Nullable TimeWindow sent) {
		ApproximateTime sentAt = (sent != null) ? new ApproximateTime(this.time, sent.earliest(), sent.latest())
				: new ApproximateTime(this.time, null, null);
		Image image = (this.mediaFile != null) ? image(site, this.mediaFile) : null;
		return new Message(this.id, this.sentBy, this.sentTo, this.owner,
				(image != null) ? null : PlainText.of(this.message), image, sentAt, this.seen, this.deletedByOther);
	}

	private static Image image(Site site, String mediaFile) {
		URI url = site.address(mediaFile);
		if (url == null) {
			throw new Row.Unreadable();
		}
		return new Image(url);
	}

}
