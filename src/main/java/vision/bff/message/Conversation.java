package vision.bff.message;

import vision.bff.session.Session;

/**
 * What the person of a session and one other person write to each other.
 *
 * @param userId the other person
 */
public record Conversation(Session session, long userId) {
}
