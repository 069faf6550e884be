package vision.bff.observability;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Takes away what a client tells the tracing systems of others, before ours keeps it: it
 * would be exported with each trace, and could say anything. A trace goes on without it
 * (W3C Trace Context section 3.3).
 */
class TracestateValve extends ValveBase {

	TracestateValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		request.getCoyoteRequest().getMimeHeaders().removeHeader("tracestate");
		getNext().invoke(request, response);
	}

}
