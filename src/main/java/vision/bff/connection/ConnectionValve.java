package vision.bff.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http11.Http11InputBuffer;

import vision.bff.web.HeaderNames;

/**
 * Looks at each head before anything else does. It tells the connection that it has a
 * request, refuses a head that others could understand otherwise, and takes out of it
 * what a client tells the tracing systems of others: our traces would be exported with
 * it, and it could say anything (W3C Trace Context section 3.3). A stream that breaks
 * comes here once more.
 */
class ConnectionValve extends ValveBase {

	private final ForwardedAddresses forwardedAddresses = new ForwardedAddresses();

	private boolean behindProxy;

	ConnectionValve() {
		super(true);
	}

	/** Where no proxy is believed, nobody reads the addresses that it tells. */
	@Override
	protected void startInternal() throws LifecycleException {
		this.behindProxy = Arrays.stream(getContainer().getPipeline().getValves())
			.anyMatch(RemoteIpValve.class::isInstance);
		super.startInternal();
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (response.isCommitted()) {
			getNext().invoke(request, response);
			return;
		}
		request.getCoyoteRequest().getMimeHeaders().removeHeader(HeaderNames.TRACESTATE);
		AnswerCoding.decide(request);
		if (this.behindProxy) {
			this.forwardedAddresses.correct(request);
		}
		boolean refused = response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
		Connection connection = Connection.current();
		boolean strict = connection == null || connection.serve(afterHead(request), refused ? 0 : bodyLength(request));
		if (!refused && !(strict && RequestTarget.isStrict(request))) {
			response.sendError(HttpServletResponse.SC_BAD_REQUEST);
		}
		getNext().invoke(request, response);
		if (connection != null && !request.isAsync()) {
			Leftover leftover = new Leftover(request);
			if (leftover.exists()) {
				response.finishResponse();
				connection.answered();
				leftover.take(connection);
			}
			connection.becomeIdle();
		}
	}

	private static ByteBuffer afterHead(Request request) {
		return ((Http11InputBuffer) request.getCoyoteRequest().getInputBuffer()).getByteBuffer().duplicate();
	}

	private static long bodyLength(Request request) {
		boolean chunked = request.getHeader("Transfer-Encoding") != null;
		return chunked ? RequestBytes.UNKNOWN_LENGTH : Math.max(0, request.getContentLengthLong());
	}

}
