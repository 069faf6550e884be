package vision.bff.message.web;

import java.time.Duration;

import vision.bff.problem.ProblemException;

/**
 * How much of an image has arrived, and how long we waited for whoever sends it. Only the
 * time in which nothing was there to be read counts, so that a slow site is nobody's
 * fault.
 */
final class UploadProgress {

	static final long MAX_BYTES = 24L * 1024 * 1024;

	private final UploadProperties properties;

	private long bytes;

	private Duration waited = Duration.ZERO;

	UploadProgress(UploadProperties properties) {
		this.properties = properties;
	}

	void waited(long nanos) {
		this.waited = this.waited.plusNanos(nanos);
	}

	/**
	 * @throws ProblemException {@code image-too-large}, {@code upload-stalled}
	 */
	void arrived(int count) {
		this.bytes += count;
		if (this.bytes > MAX_BYTES) {
			throw UploadProblem.tooLarge();
		}
		if (this.waited.compareTo(this.properties.stalledAfter()) > 0
				&& this.bytes < this.waited.toSeconds() * this.properties.lowestRate().toBytes()) {
			throw UploadProblem.stalled();
		}
	}

}
