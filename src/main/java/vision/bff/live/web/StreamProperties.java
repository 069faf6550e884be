package vision.bff.live.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import vision.bff.problem.InvalidPropertyException;

/**
 * @param maxStreams how many streams this instance has open at most; with 0 one for each
 * 320 KiB of heap
 */
@ConfigurationProperties("vision.live")
record StreamProperties(@DefaultValue("0") int maxStreams) {

	/**
	 * A stream takes 75 KiB, and 86 if it is the only one of its session. What lives long
	 * has two thirds of the heap, and needs some of that without any stream.
	 */
	private static final long HEAP_FOR_EACH = 320L * 1024;

	private static final long MOST_STREAMS = 4096;

	StreamProperties {
		if (maxStreams < 0) {
			throw new InvalidPropertyException("vision.live.max-streams", Integer.toString(maxStreams),
					"Set it to a number of streams, or leave it out", null);
		}
		if (maxStreams == 0) {
			maxStreams = Math.toIntExact(Math.min(Runtime.getRuntime().maxMemory() / HEAP_FOR_EACH, MOST_STREAMS));
		}
	}

}
