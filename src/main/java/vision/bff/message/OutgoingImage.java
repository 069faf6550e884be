package vision.bff.message;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import vision.bff.message.image.ImageFormat;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * An image on its way through: it can be read once, and its end cannot be reached if it
 * is not whole.
 */
public final class OutgoingImage implements OutgoingMessage, Closeable {

	private final ImageFormat format;

	private final ImageContent content;

	private OutgoingImage(ImageFormat format, InputStream content) {
		this.format = format;
		this.content = new ImageContent(content, format.structure());
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

	/** What its own bytes say it is. */
	public ImageFormat format() {
		return this.format;
	}

	/**
	 * All of it, once. Reading it throws a {@link ProblemException} {@code invalid-image}
	 * where it turns out not to be whole.
	 */
	public InputStream content() {
		return this.content;
	}

	/**
	 * Whether all of it has been read. Before that, nobody can have received it whole.
	 */
	public boolean isRead() {
		return this.content.whenRead().isDone();
	}

	public CompletionStage<?> whenRead() {
		return this.content.whenRead().copy();
	}

	/**
	 * Makes sure that it is the one that was sent with its key before: its end cannot be
	 * reached if it has another digest. This is {@code null} if the one before was never
	 * all there.
	 */
	public void expect(@Nullable String digest) {
		this.content.expect(digest);
	}

	/**
	 * Its digest, if {@link #expect(String)} has been called and all of it has been read.
	 */
	@Override
	public Optional<String> digest() {
		return this.content.digest();
	}

	/** Reads what is left of it. */
	public void drain() throws IOException {
		this.content.transferTo(OutputStream.nullOutputStream());
	}

	/** Returns when nobody is reading it any more, and lets nobody begin. */
	@Override
	public void close() throws IOException {
		this.content.close();
	}

}
