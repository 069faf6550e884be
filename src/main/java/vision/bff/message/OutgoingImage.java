package vision.bff.message;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import vision.bff.message.image.ImageFormat;
import vision.bff.message.image.ImageStructure;
import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * An image on its way through: it can be read once, and its end cannot be reached if it
 * is not whole.
 */
public final class OutgoingImage implements OutgoingMessage, Closeable {

	private final ImageFormat format;

	private final Content content;

	private OutgoingImage(ImageFormat format, InputStream content) {
		this.format = format;
		this.content = new Content(content, format.structure());
	}

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
		PushbackInputStream whole = new PushbackInputStream(content, ImageFormat.SIGNATURE_LENGTH);
		whole.unread(beginning);
		return new OutgoingImage(format, whole);
	}

	/**
	 * What its own bytes say it is.
	 */
	public ImageFormat format() {
		return this.format;
	}

	/**
	 * All of it, once.
	 * @return throws a {@link ProblemException} {@code invalid-image} where it turns out
	 * not to be whole
	 */
	public InputStream content() {
		return this.content;
	}

	/**
	 * Whether all of it has been read. Before that, nobody can have received it whole.
	 */
	public boolean isRead() {
		return this.content.read.isDone();
	}

	/**
	 * Completes when all of it has been read.
	 */
	public CompletionStage<?> whenRead() {
		return this.content.read.copy();
	}

	/**
	 * Makes sure that it is the one that was sent with its key before: its end cannot be
	 * reached if it has another digest.
	 * @param expected the digest of the one before; {@code null} if that was never all
	 * there
	 */
	public void expect(@Nullable String expected) {
		this.content.sha256 = new Digest();
		this.content.expected = expected;
	}

	/**
	 * Its digest, if {@link #expect(String)} has been called and all of it has been read.
	 */
	@Override
	public Optional<String> digest() {
		return Optional.ofNullable(this.content.digest);
	}

	/**
	 * Reads what is left of it.
	 */
	public void drain() throws IOException {
		this.content.transferTo(OutputStream.nullOutputStream());
	}

	/**
	 * Returns when nobody is reading it any more, and lets nobody begin.
	 */
	@Override
	public void close() throws IOException {
		this.content.close();
	}

	private static final class Content extends FilterInputStream {

		private ImageStructure rest;

		private @Nullable Digest sha256;

		private @Nullable String expected;

		private volatile @Nullable String digest;

		private final CompletableFuture<Boolean> read = new CompletableFuture<>();

		private Content(InputStream content, ImageStructure structure) {
			super(content);
			this.rest = structure;
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
				if (this.rest != ImageStructure.End.WHOLE) {
					throw notWhole("must be whole, but ends before its format says");
				}
				end();
				return read;
			}
			this.rest = this.rest.after(bytes, offset, read);
			if (this.rest == ImageStructure.End.BROKEN) {
				throw notWhole("must be whole, but goes on as its format does not");
			}
			if (this.sha256 != null) {
				this.sha256.add(bytes, offset, read);
			}
			return read;
		}

		/**
		 * Can be called again, since the end can be read more than once.
		 */
		private void end() {
			if (this.sha256 != null && this.digest == null) {
				this.digest = this.sha256.hex();
			}
			if (this.expected != null && !this.expected.equals(this.digest)) {
				throw new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED);
			}
			this.read.complete(true);
		}

		private static ProblemException notWhole(String message) {
			return new ProblemException(ProblemCode.INVALID_IMAGE, InvalidValue.pointer("/image", message));
		}

	}

}
