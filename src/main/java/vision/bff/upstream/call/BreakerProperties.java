package vision.bff.upstream.call;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the site is left alone for a while once it is out of order.
 *
 * @param enabled {@code false} to ask it all the same
 */
@ConfigurationProperties("vision.breaker")
record BreakerProperties(@DefaultValue("true") boolean enabled) {
}
