package vision.bff.upstream.answer;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of a body, which PHP can have printed warnings in front of.
 */
final class JsonBody {

	/** How many braces are tried as the beginning of the JSON. */
	private static final int MAX_TRIES = 16;

	private final JsonMapper jsonMapper;

	private final Consumer<Oddity> oddities;

	JsonBody(JsonMapper jsonMapper, Consumer<Oddity> oddities) {
		this.jsonMapper = jsonMapper.rebuild().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
		this.oddities = oddities;
	}

	@Nullable JsonNode read(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			return null;
		}
		JsonNode whole = parse(body, 0);
		if (whole != null) {
			return whole;
		}
		int brace = nextBrace(body, 0);
		for (int tried = 0; tried < MAX_TRIES && brace >= 0; tried++) {
			JsonNode rest = parse(body, brace);
			if (rest != null) {
				this.oddities.accept(Oddity.OUTPUT_BEFORE_JSON);
				return rest;
			}
			brace = nextBrace(body, brace + 1);
		}
		return null;
	}

	/** The same, where nothing but the HTML of a warning can be in front. */
	@Nullable JsonNode readBehindHtml(byte @Nullable [] body) {
		if (body == null || body.length == 0) {
			return null;
		}
		return (body[0] == '<') ? read(body) : parse(body, 0);
	}

	private @Nullable JsonNode parse(byte[] body, int from) {
		try {
			return this.jsonMapper.readTree(body, from, body.length - from);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static int nextBrace(byte[] body, int from) {
		for (int i = from; i < body.length; i++) {
			if (body[i] == '{') {
				return i;
			}
		}
		return -1;
	}

}
