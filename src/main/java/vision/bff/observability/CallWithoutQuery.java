package vision.bff.observability;

import io.micrometer.common.KeyValue;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

/**
 * Names a call in metrics and traces by its path alone, since the credential is in the
 * query (UPSTREAM.md). The paths of the six calls have no variable part.
 */
@Component
final class CallWithoutQuery extends DefaultClientRequestObservationConvention {

	@Override
	public String getContextualName(ClientRequestObservationContext context) {
		return "call " + path(context);
	}

	@Override
	protected KeyValue uri(ClientRequestObservationContext context) {
		return KeyValue.of("uri", path(context));
	}

	@Override
	protected KeyValue httpUrl(ClientRequestObservationContext context) {
		return KeyValue.of("http.url", path(context));
	}

	private static String path(ClientRequestObservationContext context) {
		ClientRequest request = context.getRequest();
		return (request != null) ? request.url().getPath() : "none";
	}

}
