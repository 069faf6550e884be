package vision.bff.message;

import java.util.List;

/**
 * That a message was stored. Which one it is can be open, if the same was sent twice at a
 * time.
 *
 * @param candidates one of these it is, the likeliest first; not empty
 * @param textChanged whether the site stored another text than the one that was typed,
 * blanks around it aside
 */
public record SendResult(List<Message> candidates, boolean textChanged) {
}
