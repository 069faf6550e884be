package vision.bff.warmup;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * How long the process may take to get warm.
 *
 * @param warmUp at most so long, from nothing to a minute
 */
@ConfigurationProperties("vision")
record WarmUpProperties(@DefaultValue("0s") Duration warmUp) {

	WarmUpProperties {
		if (warmUp.isNegative() || warmUp.compareTo(Duration.ofMinutes(1)) > 0) {
			throw new InvalidPropertyException("vision.warm-up", warmUp.toString(),
					"Set it to a time of at most a minute, such as 20s, or to 0s for no warm-up", null);
		}
	}

}
