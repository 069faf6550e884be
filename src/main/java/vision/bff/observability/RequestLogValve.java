package vision.bff.observability;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Has one line written for each request, also for what Tomcat refuses by itself.
 */
class RequestLogValve extends ValveBase implements AccessLog {

	private static final Logger logger = LoggerFactory.getLogger(RequestLogValve.class);

	RequestLogValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
	}

	@Override
	public void log(Request request, Response response, long nanos) {
		Level level = (response.getStatus() >= 500) ? Level.WARN : Level.INFO;
		if (logger.isEnabledForLevel(level)) {
			new RequestLogLine(request.getRequest(), response, nanos).write(logger.atLevel(level));
		}
	}

	@Override
	public void setRequestAttributesEnabled(boolean enabled) {
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return false;
	}

}
