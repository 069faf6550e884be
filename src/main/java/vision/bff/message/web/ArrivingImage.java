package vision.bff.message.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.fileupload2.core.FileItemInputIterator;

/**
 * A part of a multipart body, read while it arrives. It does not end before it is certain
 * that nothing follows it, so that a body with too much in it is never sent on whole.
 */
final class ArrivingImage extends FilterInputStream {

	private final FileItemInputIterator parts;

	private final UploadProgress progress;

	private final Lock reading = new ReentrantLock();

	private boolean closed;

	/** After which the part cannot be read again. */
	private boolean ended;

	ArrivingImage(InputStream part, FileItemInputIterator parts, UploadProgress progress) {
		super(part);
		this.parts = parts;
		this.progress = progress;
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
			this.progress.arrived(read);
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
				throw UploadProblem.notOneImage();
			}
			return read;
		}
		catch (IOException ex) {
			throw UploadProblem.of(ex);
		}
		finally {
			this.progress.waited(System.nanoTime() - start);
		}
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

}
