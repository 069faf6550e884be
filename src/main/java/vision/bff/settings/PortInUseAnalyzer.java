package vision.bff.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains that a port is taken, and by which property it is chosen.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortInUseAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

	private final Environment environment;

	PortInUseAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
		String port = Integer.toString(cause.getPort());
		String property = port.equals(this.environment.getProperty("management.server.port")) ? "management.server.port"
				: "server.port";
		return new FailureAnalysis("The property '%s' cannot be '%s'.".formatted(property, port),
				"Something else listens on this port: end it, or set the property to another port.", cause);
	}

}
