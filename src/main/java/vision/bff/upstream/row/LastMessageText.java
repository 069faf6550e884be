package vision.bff.upstream.row;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.AttachmentType;
import vision.bff.chat.Chat;

/**
 * The excerpt that the list shows of a message: UPSTREAM.md, "get_chats".
 */
final class LastMessageText {

	private static final String MORE = "..";

	/** In code points, as the site counts: before anything is decoded. */
	static final int CROPPED_LENGTH = 75 + MORE.length();

	/** The first of two characters that stand for one; the second was cropped. */
	private static final Pattern CUT_ESCAPE = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\\\z");

	private LastMessageText() {
	}

	/**
	 * @param uncropped whether this site is known to show whole texts, as all releases do
	 * but those that double a backslash
	 */
	static Chat.@Nullable LastMessage of(@Nullable String raw, boolean uncropped) {
		if (raw == null || raw.isEmpty()) {
			return null;
		}
		AttachmentType attachment = switch (raw) {
			case "Image" -> AttachmentType.IMAGE;
			case "Audio" -> AttachmentType.AUDIO;
			case "Video" -> AttachmentType.VIDEO;
			default -> null;
		};
		if (attachment != null) {
			return new Chat.LastMessage(null, false, attachment);
		}
		boolean truncated = !uncropped && raw.endsWith(MORE) && length(raw) == CROPPED_LENGTH;
		String excerpt = truncated ? withoutCutEntity(raw.substring(0, raw.length() - MORE.length())) : raw;
		return new Chat.LastMessage(PlainText.ofStored(excerpt, !uncropped), truncated, null);
	}

	static int length(String raw) {
		return raw.codePointCount(0, raw.length());
	}

	/** What is left of an entity, or of a backslash before one, tells nothing. */
	private static String withoutCutEntity(String excerpt) {
		int ampersand = excerpt.lastIndexOf('&');
		String whole = (ampersand > excerpt.lastIndexOf(';')) ? excerpt.substring(0, ampersand) : excerpt;
		return CUT_ESCAPE.matcher(whole).replaceFirst("$1");
	}

}
