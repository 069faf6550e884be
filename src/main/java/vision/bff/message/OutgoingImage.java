package vision.bff.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * An image on its way through: it can be read once, and only its first bytes have been
 * looked at.
 *
 * @param format what its own bytes say it is
 * @param content all of it
 */
public record OutgoingImage(ImageFormat format, InputStream content) {

	/**
	 * The image in a stream, of which only the first bytes are read.
	 * @throws ProblemException {@code unsupported-media-type} if it is not jpg, png or
	 * gif
	 */
	public static OutgoingImage of(InputStream content) throws IOException {
		byte[] beginning = content.readNBytes(ImageFormat.SIGNATURE_LENGTH);
		ImageFormat format = ImageFormat.of(beginning)
			.orElseThrow(() -> new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE,
					"By its own bytes this is no jpg, png or gif."));
		return new OutgoingImage(format, new SequenceInputStream(new ByteArrayInputStream(beginning), content));
	}

}
