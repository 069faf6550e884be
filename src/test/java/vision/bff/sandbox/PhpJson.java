package vision.bff.sandbox;

import java.util.List;
import java.util.Map;

/**
 * Writes what PHP's {@code json_encode} with {@code JSON_PRETTY_PRINT} writes.
 */
final class PhpJson {

	private final StringBuilder out = new StringBuilder();

	private PhpJson() {
	}

	static String write(JsonObject object) {
		PhpJson json = new PhpJson();
		json.value(object, 0);
		return json.out.toString();
	}

	private void value(Object value, int depth) {
		switch (value) {
			case JsonObject object -> object(object, depth);
			case List<?> list -> list(list, depth);
			case String string -> string(string);
			case Number number -> this.out.append(number);
			case Boolean truth -> this.out.append(truth);
			case Object none when none == JsonObject.NULL -> this.out.append("null");
			default -> throw new IllegalArgumentException("Not a JSON value: " + value.getClass());
		}
	}

	private void object(JsonObject object, int depth) {
		String separator = "{";
		for (Map.Entry<String, Object> field : object.fields().entrySet()) {
			this.out.append(separator);
			newLine(depth + 1);
			string(field.getKey());
			this.out.append(": ");
			value(field.getValue(), depth + 1);
			separator = ",";
		}
		newLine(depth);
		this.out.append('}');
	}

	private void list(List<?> list, int depth) {
		if (list.isEmpty()) {
			this.out.append("[]");
			return;
		}
		String separator = "[";
		for (Object item : list) {
			this.out.append(separator);
			newLine(depth + 1);
			value(item, depth + 1);
			separator = ",";
		}
		newLine(depth);
		this.out.append(']');
	}

	private void newLine(int depth) {
		this.out.append('\n').repeat("    ", depth);
	}

	private void string(String string) {
		this.out.append('"');
		string.chars().forEach((character) -> character((char) character));
		this.out.append('"');
	}

	private void character(char character) {
		switch (character) {
			case '"', '\\', '/' -> this.out.append('\\').append(character);
			case '\b' -> this.out.append("\\b");
			case '\f' -> this.out.append("\\f");
			case '\n' -> this.out.append("\\n");
			case '\r' -> this.out.append("\\r");
			case '\t' -> this.out.append("\\t");
			default -> {
				if (character < ' ' || character > 0x7f) {
					this.out.append("\\u%04x".formatted((int) character));
				}
				else {
					this.out.append(character);
				}
			}
		}
	}

}
