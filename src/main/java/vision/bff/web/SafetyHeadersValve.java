package vision.bff.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Writes the headers before anything else of Tomcat answers, so that what it refuses by
 * itself has them too.
 */
class SafetyHeadersValve extends ValveBase {

	private final SafetyHeaders headers;

	SafetyHeadersValve(SafetyHeaders headers) {
		super(true);
		this.headers = headers;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		this.headers.writeHeaders(request.getRequest(), response.getResponse());
		getNext().invoke(request, response);
	}

}
