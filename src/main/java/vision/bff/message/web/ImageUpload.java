package vision.bff.message.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;

import vision.bff.message.OutgoingImage;
import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * The one part {@code image} of a multipart body (RFC 7578), read while it arrives. It
 * does not end before it is certain that nothing follows it, so that a body with too much
 * in it is never sent on whole.
 */
final class ImageUpload extends FilterInputStream {

	private static final long MAX_BYTES = 24L * 1024 * 1024;

	private static final long MAX_FRAMING = 64L * 1024;

	/**
	 * Nobody reads the name of the file, which can be as long as a file system lets it.
	 */
	private static final int MAX_PART_HEADERS = 4 * 1024;

	private final FileItemInputIterator parts;

	private final Lock reading = new ReentrantLock();

	private final UploadProperties properties;

	private boolean closed;

	/** After which the part cannot be read again. */
	private boolean ended;

	private long count;

	/** How long we waited for whoever sends it, in nanoseconds. */
	private long waited;

	private ImageUpload(InputStream part, FileItemInputIterator parts, UploadProperties properties) {
		super(part);
		this.parts = parts;
		this.properties = properties;
	}

	/**
	 * The image in a request.
	 * @throws ProblemException {@code invalid-request}, {@code image-too-large},
	 * {@code upload-stalled} or {@code unsupported-media-type}; but for the last also
	 * while it is read
	 */
	static OutgoingImage in(HttpServletRequest request, UploadProperties properties) {
		if (request.getContentLengthLong() > MAX_BYTES + MAX_FRAMING) {
			throw tooLarge();
		}
		try {
			JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory> upload = new JakartaServletFileUpload<>();
			upload.setMaxPartHeaderSize(MAX_PART_HEADERS);
			FileItemInputIterator parts = upload.getItemIterator(request);
			if (!parts.hasNext()) {
				throw notOneImage();
			}
			FileItemInput part = parts.next();
			if (part.isFormField() || !"image".equals(part.getFieldName())) {
				throw notOneImage();
			}
			return OutgoingImage.of(new ImageUpload(part.getInputStream(), parts, properties));
		}
		catch (IOException ex) {
			throw broken(ex);
		}
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		this.reading.lock();
		try {
			if (this.closed) {
				throw new IOException("Nobody needs this image any more");
			}
			int read = this.ended ? -1 : arrived(bytes, offset, length);
			if (read < 0) {
				this.ended = true;
				return -1;
			}
			this.count += read;
			if (this.count > MAX_BYTES) {
				throw tooLarge();
			}
			if (isTooSlow()) {
				throw new ProblemException(ProblemCode.UPLOAD_STALLED);
			}
			return read;
		}
		finally {
			this.reading.unlock();
		}
	}

	/**
	 * What goes wrong here is the fault of who sends it, and never one of the upstream.
	 */
	private int arrived(byte[] bytes, int offset, int length) {
		long start = System.nanoTime();
		try {
			int read = super.read(bytes, offset, length);
			if (read < 0 && this.parts.hasNext()) {
				throw notOneImage();
			}
			return read;
		}
		catch (IOException ex) {
			throw broken(ex);
		}
		finally {
			this.waited += System.nanoTime() - start;
		}
	}

	/**
	 * Only the time in which nothing was there to be read counts, so that a slow site is
	 * nobody's fault.
	 */
	private boolean isTooSlow() {
		Duration slow = Duration.ofNanos(this.waited);
		return slow.compareTo(this.properties.stalledAfter()) > 0
				&& this.count < slow.toSeconds() * this.properties.lowestRate().toBytes();
	}

	private static ProblemException broken(IOException failure) {
		return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch(SocketTimeoutException.class::isInstance) ? new ProblemException(ProblemCode.UPLOAD_STALLED)
					: notOneImage();
	}

	/**
	 * Waits for whoever is reading, since the container must not have a request back from
	 * which somebody still reads. What was not read is left to the container.
	 */
	@Override
	public void close() {
		this.reading.lock();
		this.closed = true;
		this.reading.unlock();
	}

	private static ProblemException notOneImage() {
		return new ProblemException(ProblemCode.INVALID_REQUEST,
				InvalidValue.pointer("/image", "must be the one part of the body, a file"));
	}

	private static ProblemException tooLarge() {
		return new ProblemException(ProblemCode.IMAGE_TOO_LARGE, "An image can have at most 24 MiB.");
	}

}
