package vision.bff.message.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import vision.bff.problem.InvalidPropertyException;

/**
 * When an image that arrives slowly is given up.
 *
 * @param stalledAfter how long nothing may arrive, at most an hour
 * @param lowestRate how much must arrive a second, on the whole
 */
@ConfigurationProperties("vision.uploads")
record UploadProperties(@DefaultValue("10s") Duration stalledAfter, @DefaultValue("1KB") DataSize lowestRate) {

	UploadProperties {
		InvalidPropertyException.requireTime("vision.uploads.stalled-after", stalledAfter, "10s");
		if (lowestRate.isNegative()) {
			throw new InvalidPropertyException("vision.uploads.lowest-rate", lowestRate.toString(),
					"Set it to a size for each second, such as 1KB, or 0", null);
		}
	}

}
