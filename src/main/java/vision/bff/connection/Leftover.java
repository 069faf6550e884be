package vision.bff.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * What still arrives of a request that has its answer. It is taken and forgotten for a
 * while: closed at once, the connection would be reset, and the answer could be lost.
 * Tomcat would wait for it 20 seconds after each byte.
 */
record Leftover(Request request) {

	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

	private static final Duration FOR_AN_IMAGE = Duration.ofSeconds(30);

	private static final Duration FOR_ANYTHING_ELSE = Duration.ofSeconds(5);

	private static final long MAX_BYTES = 64L * 1024 * 1024;

	boolean exists() {
		AtomicBoolean read = new AtomicBoolean();
		this.request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
		return !read.get();
	}

	void take(Connection connection) {
		String type = this.request.getContentType();
		Duration time = (type != null && type.startsWith("multipart/")) ? FOR_AN_IMAGE : FOR_ANYTHING_ELSE;
		long end = System.nanoTime() + time.toNanos();
		connection.setBodyReadTimeout(LONGEST_SILENCE);
		Nowhere nowhere = new Nowhere();
		try {
			long bytes = 0;
			while (bytes < MAX_BYTES && System.nanoTime() < end) {
				int count = this.request.getCoyoteRequest().doRead(nowhere);
				if (count < 0) {
					return;
				}
				bytes += count;
			}
		}
		catch (IOException ex) {
			// nothing more will come
		}
		this.request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
	}

	private static final class Nowhere implements ApplicationBufferHandler {

		private @Nullable ByteBuffer bytes;

		@Override
		public void setByteBuffer(@Nullable ByteBuffer bytes) {
			this.bytes = bytes;
		}

		@Override
		public @Nullable ByteBuffer getByteBuffer() {
			return this.bytes;
		}

		@Override
		public void expand(int size) {
		}

	}

}
