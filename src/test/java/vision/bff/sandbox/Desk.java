package vision.bff.sandbox;

import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes orders for the sandbox as JSON over HTTP, and refuses with a sentence what makes
 * no sense.
 */
abstract class Desk implements ResponseDefinitionTransformerV2 {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private final String name;

	private final String orders;

	/**
	 * A desk with the name of its transformer.
	 * @param orders what is ordered here, for sentences
	 */
	Desk(String name, String orders) {
		this.name = name;
		this.orders = orders;
	}

	@Override
	public final String getName() {
		return this.name;
	}

	@Override
	public final boolean applyGlobally() {
		return false;
	}

	@Override
	public final ResponseDefinition transform(ServeEvent event) {
		try {
			return take(event.getRequest());
		}
		catch (JacksonException ex) {
			return refusal(400, "Not an order for %s: %s".formatted(this.orders, ex.getOriginalMessage()));
		}
		catch (IllegalArgumentException ex) {
			return refusal(400, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Carries an order out.
	 * @throws IllegalArgumentException with a sentence for who ordered it
	 */
	abstract ResponseDefinition take(Request request);

	final <T> T order(Request request, Class<T> type) {
		@Nullable T order = JSON.readValue(request.getBodyAsString(), type);
		if (order == null) {
			throw new IllegalArgumentException("Not an order for %s: null".formatted(this.orders));
		}
		return order;
	}

	static ResponseDefinition refusal(int status, String sentence) {
		return json(status, Map.of("error", sentence));
	}

	static ResponseDefinition json(int status, Object value) {
		return ResponseDefinitionBuilder.responseDefinition()
			.withStatus(status)
			.withHeader("Content-Type", "application/json")
			.withBody(JSON.writeValueAsString(value))
			.build();
	}

}
