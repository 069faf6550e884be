package vision.bff.person;

import java.time.Instant;

import vision.bff.chat.Person;

/**
 * Somebody, with what they say of themselves.
 *
 * @param asOf when the site had told
 */
public record Profile(Person person, Instant asOf) {
}
