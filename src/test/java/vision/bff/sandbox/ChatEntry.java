package vision.bff.sandbox;

import java.time.Instant;

/**
 * A line of one person's chat list. The two people of a chat have one each, with
 * different ids.
 */
record ChatEntry(long id, Person other, Instant time) {
}
