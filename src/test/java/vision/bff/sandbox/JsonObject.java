package vision.bff.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

final class JsonObject {

	/**
	 * The value of a field that is null.
	 */
	static final Object NULL = new Object();

	private final Map<String, Object> fields = new LinkedHashMap<>();

	JsonObject with(String name, Object value) {
		this.fields.put(name, value);
		return this;
	}

	Map<String, Object> fields() {
		return this.fields;
	}

}
