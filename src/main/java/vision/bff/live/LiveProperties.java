package vision.bff.live;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * What streams may cost.
 *
 * @param maxCallsPerSecond how many calls of the site all watches make together
 */
@ConfigurationProperties("vision.live")
record LiveProperties(@DefaultValue("50") int maxCallsPerSecond) {

	LiveProperties {
		if (maxCallsPerSecond < 1 || maxCallsPerSecond > 100_000) {
			throw new InvalidPropertyException("vision.live.max-calls-per-second", Integer.toString(maxCallsPerSecond),
					"Set it to a number from 1 to 100000", null);
		}
	}

}
