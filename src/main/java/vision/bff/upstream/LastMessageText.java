package vision.bff.upstream;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.LastMessage;

/**
 * The excerpt that the list shows of a message: UPSTREAM.md, "get_chats".
 */
final class LastMessageText {

	private static final String MORE = "..";

	private static final int CROPPED_LENGTH = 75 + MORE.length();

	private LastMessageText() {
	}

	static @Nullable LastMessage of(@Nullable String raw) {
		if (raw == null || raw.isEmpty()) {
			return null;
		}
		if (raw.equals("Image")) {
			return new LastMessage(null, false, true);
		}
		boolean truncated = raw.endsWith(MORE) && raw.codePointCount(0, raw.length()) == CROPPED_LENGTH;
		String excerpt = truncated ? withoutCutEntity(raw.substring(0, raw.length() - MORE.length())) : raw;
		String html = excerpt.replace("\\n", "\n")
			.replace("\\r", "\r")
			.replace("\\&quot;", "&quot;")
			.replace("\\&#039;", "&#039;");
		return new LastMessage(PlainText.of(html), truncated, false);
	}

	/**
	 * What is left of an entity, or of a backslash before one, tells nothing.
	 */
	private static String withoutCutEntity(String excerpt) {
		int ampersand = excerpt.lastIndexOf('&');
		String whole = (ampersand > excerpt.lastIndexOf(';')) ? excerpt.substring(0, ampersand) : excerpt;
		return whole.endsWith("\\") ? whole.substring(0, whole.length() - 1) : whole;
	}

}
