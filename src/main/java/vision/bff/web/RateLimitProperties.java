package vision.bff.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often one may ask: each session, and each address for calls whose session is not
 * known to be good.
 *
 * @param enabled {@code false} for as often as one likes
 * @param perSecond how many requests a second may go on for ever, 1..1,000,000
 * @param burst how many requests may come at once, 1..1,000,000
 */
@Validated
@ConfigurationProperties("vision.rate-limit")
record RateLimitProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("20") @Min(1) @Max(1_000_000) int perSecond,
		@DefaultValue("40") @Min(1) @Max(1_000_000) int burst) {
}
