package vision.bff.live.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * @param maxStreams how many streams this instance has open at most; with 0 as many as
 * two fifths of the heap have room for
 */
@ConfigurationProperties("vision.live")
record StreamProperties(@DefaultValue("0") int maxStreams) {

	private static final long BYTES_FOR_EACH = 96L * 1024;

	StreamProperties {
		if (maxStreams < 0) {
			throw new InvalidPropertyException("vision.live.max-streams", Integer.toString(maxStreams),
					"Set it to a number of streams, or leave it out", null);
		}
		if (maxStreams == 0) {
			maxStreams = Math
				.toIntExact(Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 5 * 2 / BYTES_FOR_EACH));
		}
	}

}
