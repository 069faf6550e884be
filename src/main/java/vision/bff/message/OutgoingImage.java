package vision.bff.message;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.function.Consumer;

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

	/**
	 * The same image, whose reader fails at the end if somebody objects to what it read.
	 * @param whole is told the digest of all of it before its end
	 */
	OutgoingImage examined(long userId, Consumer<String> whole) {
		return new OutgoingImage(this.format, new Examined(this.content, new Digest("image", userId), whole));
	}

	/**
	 * Reads what is left of it.
	 */
	void drain() throws IOException {
		this.content.transferTo(OutputStream.nullOutputStream());
	}

	private static final class Examined extends FilterInputStream {

		private final Digest digest;

		private final Consumer<String> whole;

		private Examined(InputStream content, Digest digest, Consumer<String> whole) {
			super(content);
			this.digest = digest;
			this.whole = whole;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			if (read < 0) {
				this.whole.accept(this.digest.hex());
			}
			else {
				this.digest.add(bytes, offset, read);
			}
			return read;
		}

	}

}
