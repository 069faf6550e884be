package vision.bff.web;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Nothing in a body is guessed or ignored.
 */
final class StrictBodies implements JsonMapperBuilderCustomizer {

	@Override
	public void customize(JsonMapper.Builder builder) {
		builder
			.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.withCoercionConfig(LogicalType.Textual, (textual) -> {
				textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
				textual.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
				textual.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
			});
	}

}
