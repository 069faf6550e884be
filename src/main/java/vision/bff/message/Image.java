package vision.bff.message;

import java.net.URI;

/**
 * A picture that was sent.
 *
 * @param url where it can be fetched
 */
public record Image(URI url) {
}
