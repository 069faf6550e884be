package vision.bff.chat;

import org.jspecify.annotations.Nullable;

/**
 * What was last said in a chat, as far as the list shows it.
 *
 * @param text plain text; {@code null} for an image
 * @param truncated whether the text goes on
 * @param image whether it is an image
 */
public record LastMessage(@Nullable String text, boolean truncated, boolean image) {
}
