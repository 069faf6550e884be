package vision.bff.chat;

import vision.bff.session.Session;

/**
 * An event: the chats of a session are no longer as they were listed last.
 */
public record ChatListOutdated(Session session) {
}
