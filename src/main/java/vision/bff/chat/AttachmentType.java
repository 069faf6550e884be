package vision.bff.chat;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What kind of file a message is. The site takes images from us; the others come from its
 * own pages and apps (UPSTREAM.md, "get_messages").
 */
public enum AttachmentType {

	/** A picture: jpg, png, gif or webp. */
	IMAGE,

	/** A recording: mp3 or wav. */
	AUDIO,

	/** A film: mp4, mov, 3gp or webm. */
	VIDEO,

	/** A file of a kind that is not known here. */
	FILE;

	private final String value = name().toLowerCase(Locale.ROOT);

	@JsonValue
	public String value() {
		return this.value;
	}

}
