package vision.bff.upstream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How texts are sent.
 *
 * @param exact whether what the site would lose or change goes out as hexadecimal
 * entities, so that it comes back as it was typed. To be turned off where other apps of
 * the site show entities as they are.
 */
@ConfigurationProperties("vision.texts")
record TextProperties(@DefaultValue("true") boolean exact) {
}
