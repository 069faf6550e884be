package vision.bff.idempotency;

import vision.bff.message.Message;

/**
 * A message that was sent.
 *
 * @param message as it was stored
 * @param textChanged whether the site stored another text than the one that was typed,
 * blanks around it aside
 * @param replayed whether an earlier request has sent it
 */
public record Sent(Message message, boolean textChanged, boolean replayed) {
}
