package vision.bff.time;

import java.time.Duration;

/**
 * How long a request may take in all, whatever it asks of the site.
 *
 * @param request longer than nothing
 * @param upload the same for a request that sends an image, with the time in which that
 * arrives here
 */
public record RequestBudget(Duration request, Duration upload) {
}
