package vision.bff.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.http11.Http11InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

import vision.bff.web.HeaderNames;

/**
 * Looks at each head before anything else does. It tells the connection that it has a
 * request, refuses a head that others could understand otherwise, and takes out of it
 * what a client tells the tracing systems of others: our traces would be exported with
 * it, and it could say anything (W3C Trace Context section 3.3).
 * <p>
 * What still arrives of a request that has its answer is taken and forgotten for a while:
 * closed at once, the connection would be reset, and the answer could be lost. Tomcat
 * would wait for it 20 seconds after each byte.
 */
class ConnectionValve extends ValveBase {

	private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

	private static final Duration FOR_AN_IMAGE = Duration.ofSeconds(30);

	private static final Duration FOR_ANYTHING_ELSE = Duration.ofSeconds(5);

	private static final long MAX_BYTES = 64L * 1024 * 1024;

	private final ForwardedAddresses forwardedAddresses = new ForwardedAddresses();

	private boolean behindProxy;

	ConnectionValve() {
		super(true);
	}

	/**
	 * Where no proxy is believed, nobody reads the addresses that it tells.
	 */
	@Override
	protected void startInternal() throws LifecycleException {
		this.behindProxy = Arrays.stream(getContainer().getPipeline().getValves())
			.anyMatch(RemoteIpValve.class::isInstance);
		super.startInternal();
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.getCoyoteRequest().getMimeHeaders().removeHeader(HeaderNames.TRACESTATE);
		if (this.behindProxy) {
			this.forwardedAddresses.correct(request);
		}
		boolean refused = response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
		if (!refused && !RequestTarget.isStrict(request)) {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
		}
		Connection connection = Connection.current();
		if (connection == null) {
			getNext().invoke(request, response);
			return;
		}
		boolean strict = connection.serve(afterHead(request), refused ? 0 : bodyLength(request));
		if (!refused && !strict) {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
		}
		getNext().invoke(request, response);
		if (!request.isAsync()) {
			if (!isRead(request)) {
				response.finishResponse();
				connection.answered();
				takeTheRest(request, connection);
			}
			connection.rest();
		}
	}

	private static ByteBuffer afterHead(Request request) {
		return ((Http11InputBuffer) request.getCoyoteRequest().getInputBuffer()).getByteBuffer().duplicate();
	}

	private static long bodyLength(Request request) {
		boolean chunked = request.getHeader("Transfer-Encoding") != null;
		return chunked ? Connection.UNKNOWN_LENGTH : Math.max(0, request.getContentLengthLong());
	}

	private static boolean isRead(Request request) {
		AtomicBoolean read = new AtomicBoolean();
		request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
		return read.get();
	}

	private static void takeTheRest(Request request, Connection connection) {
		String type = request.getContentType();
		Duration time = (type != null && type.startsWith("multipart/")) ? FOR_AN_IMAGE : FOR_ANYTHING_ELSE;
		long end = System.nanoTime() + time.toNanos();
		connection.awaitBody(LONGEST_SILENCE);
		Nowhere nowhere = new Nowhere();
		try {
			long bytes = 0;
			while (bytes < MAX_BYTES && System.nanoTime() < end) {
				int count = request.getCoyoteRequest().doRead(nowhere);
				if (count < 0) {
					return;
				}
				bytes += count;
			}
		}
		catch (IOException ex) {
			// nothing more will come
		}
		request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
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
