package vision.bff.web;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;

/**
 * Counts the calls that each request leads to.
 */
@Component
public class UpstreamCallCount implements ObservationHandler<ClientRequestObservationContext> {

	private static final Object KEY = UpstreamCallCount.class;

	@Override
	public void onStart(ClientRequestObservationContext call) {
		if (call.getParentObservation() != null
				&& call.getParentObservation().getContextView() instanceof ServerRequestObservationContext request) {
			request.<AtomicInteger>computeIfAbsent(KEY, (key) -> new AtomicInteger()).incrementAndGet();
		}
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ClientRequestObservationContext;
	}

	public static int of(@Nullable ServerRequestObservationContext request) {
		AtomicInteger count = (request != null) ? request.get(KEY) : null;
		return (count != null) ? count.get() : 0;
	}

}
