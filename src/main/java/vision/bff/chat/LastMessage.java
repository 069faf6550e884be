package vision.bff.chat;

import org.jspecify.annotations.Nullable;

/**
 * What was last said in a chat, as far as the list shows it: a text or a file.
 *
 * @param text plain text; {@code null} for a file
 * @param truncated whether the text goes on
 * @param attachment the kind of file; {@code null} for a text
 */
public record LastMessage(@Nullable String text, boolean truncated, @Nullable AttachmentType attachment) {
}
