package vision.bff.upstream.call;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

import vision.bff.media.MediaFiles;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;

/**
 * A file while it arrives: each piece in the time of an answer, and no more than a file
 * may have. What goes wrong with it is a problem.
 */
final class ArrivingBody extends FilterInputStream {

	private final TimeoutProperties timeouts;

	private final Scheduler timer;

	private volatile boolean late;

	private long read;

	ArrivingBody(InputStream body, TimeoutProperties timeouts, Scheduler timer) {
		super(body);
		this.timeouts = timeouts;
		this.timer = timer;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) == 1) ? Byte.toUnsignedInt(one[0]) : -1;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		Duration limit = Deadline.left(this.timeouts.response());
		Disposable watch = this.timer.schedule(this::giveUp, Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
		int count;
		try {
			count = super.read(bytes, offset, length);
		}
		catch (IOException ex) {
			throw this.late ? new ProblemException(ProblemCode.UPSTREAM_TIMEOUT) : problem(ex);
		}
		finally {
			watch.dispose();
		}
		if (this.late) {
			throw new ProblemException(ProblemCode.UPSTREAM_TIMEOUT);
		}
		this.read += Math.max(0, count);
		if (this.read > MediaFiles.MAX_SIZE) {
			throw tooLarge();
		}
		return count;
	}

	/** Closing wakes whoever waits for the next piece. */
	private void giveUp() {
		this.late = true;
		try {
			close();
		}
		catch (IOException ex) {
			// Nobody reads it any more
		}
	}

	static ProblemException tooLarge() {
		return new ProblemException(ProblemCode.UPSTREAM_UNREADABLE, "The file is larger than 25 MiB.");
	}

	static ProblemException problem(IOException failure) {
		return new ProblemException((failure instanceof HttpTimeoutException) ? ProblemCode.UPSTREAM_TIMEOUT
				: ProblemCode.UPSTREAM_UNREACHABLE);
	}

}
