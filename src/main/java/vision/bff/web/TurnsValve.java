package vision.bff.web;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Lets the requests that wait for a processor go before a further one of a connection.
 * Tomcat goes on with a connection in the same virtual thread while its next request is
 * there already, so that a few quick clients would be served over and over while others
 * wait (bench/NOTES.md).
 */
class TurnsValve extends ValveBase {

	private final ThreadLocal<Boolean> hadItsTurn = ThreadLocal.withInitial(() -> Boolean.FALSE);

	TurnsValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (this.hadItsTurn.get()) {
			Thread.yield();
		}
		else {
			this.hadItsTurn.set(Boolean.TRUE);
		}
		getNext().invoke(request, response);
	}

}
