package vision.bff.message;

import java.util.List;

/**
 * What a message that was sent may have left in the chat.
 *
 * @param same messages of mine with just this content, oldest first
 * @param similar messages of mine that the site may have made of it
 */
public record Matches(List<Message> same, List<Message> similar) {
}
