package vision.bff.message;

import java.net.URI;

import vision.bff.chat.AttachmentType;

/**
 * The file of a message that is no text.
 */
public record Attachment(AttachmentType type, URI url) {
}
