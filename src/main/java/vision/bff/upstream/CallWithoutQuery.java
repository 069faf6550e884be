package vision.bff.upstream;

import io.micrometer.common.KeyValue;

import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

/**
 * Names a call in metrics and traces by its path alone, since the credential is in the
 * query (UPSTREAM.md). The paths of the six calls have no variable part.
 */
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
		String template = context.getUriTemplate();
		if (template == null) {
			return "none";
		}
		int host = template.indexOf("//");
		int path = (host < 0) ? 0 : template.indexOf('/', host + 2);
		int query = template.indexOf('?');
		return template.substring(Math.max(0, path), (query < 0) ? template.length() : query);
	}

}
