package vision.bff.message;

import java.net.URI;

import vision.bff.chat.AttachmentType;

/**
 * The file of a message that is no text.
 *
 * @param type what kind of file it is
 * @param url where it can be fetched
 */
public record Attachment(AttachmentType type, URI url) {
}
