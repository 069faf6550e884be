package vision.bff.sandbox;

import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestMethod;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes orders for faults over HTTP: {@code POST} adds one, {@code DELETE} drops all, and
 * each answers with those that wait.
 */
final class FaultDesk implements ResponseDefinitionTransformerV2 {

	static final String NAME = "sandbox-faults";

	static final String PATH = "/sandbox/faults";

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final Faults faults;

	FaultDesk(Faults faults) {
		this.faults = faults;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public ResponseDefinition transform(ServeEvent event) {
		try {
			return take(event.getRequest());
		}
		catch (JacksonException ex) {
			return refusal(400, "Not an order for a fault: " + ex.getOriginalMessage());
		}
		catch (IllegalArgumentException ex) {
			return refusal(400, String.valueOf(ex.getMessage()));
		}
	}

	private ResponseDefinition take(Request request) {
		if (request.getMethod().equals(RequestMethod.POST)) {
			this.faults.add(order(request).planned());
		}
		else if (request.getMethod().equals(RequestMethod.DELETE)) {
			this.faults.clear();
		}
		else if (!request.getMethod().equals(RequestMethod.GET)) {
			return refusal(405, "Only GET, POST and DELETE are understood here.");
		}
		return json(200, this.faults.all().stream().map(FaultOrder::of).toList());
	}

	private static FaultOrder order(Request request) {
		@Nullable FaultOrder order = JSON.readValue(request.getBodyAsString(), FaultOrder.class);
		if (order == null) {
			throw new IllegalArgumentException("Not an order for a fault: null");
		}
		return order;
	}

	private static ResponseDefinition refusal(int status, String sentence) {
		return json(status, Map.of("error", sentence));
	}

	private static ResponseDefinition json(int status, Object value) {
		return ResponseDefinitionBuilder.responseDefinition()
			.withStatus(status)
			.withHeader("Content-Type", "application/json")
			.withBody(JSON.writeValueAsString(value))
			.build();
	}

}
