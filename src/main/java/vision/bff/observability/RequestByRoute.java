package vision.bff.observability;

import io.micrometer.common.KeyValue;

import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Names a request in metrics and traces by its route, and by nothing that a person wrote.
 */
@Component
class RequestByRoute extends DefaultServerRequestObservationConvention {

	@Override
	public String getContextualName(ServerRequestObservationContext context) {
		return method(context).getValue() + " " + uri(context).getValue();
	}

	@Override
	protected KeyValue httpUrl(ServerRequestObservationContext context) {
		return KeyValue.of("http.url", uri(context).getValue());
	}

}
