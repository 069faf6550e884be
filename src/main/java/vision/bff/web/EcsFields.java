package vision.bff.web;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Fields with dots in their names as objects in objects: what is called {@code a.b} and
 * {@code a.c} is one object of two. The names are constants of the code, so that the
 * parts of each are found once (bench/NOTES.md).
 */
class EcsFields {

	private static final int MOST_KNOWN = 256;

	private final Map<String, List<String>> known = new ConcurrentHashMap<>();

	/**
	 * Nothing else comes between what belongs together, in the order of the names.
	 */
	void write(SortedMap<String, @Nullable Object> fields, JsonGenerator json) {
		List<String> open = List.of();
		for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
			List<String> parts = parts(field.getKey());
			List<String> objects = parts.subList(0, parts.size() - 1);
			move(open, objects, json);
			write(parts.getLast(), field.getValue(), json);
			open = objects;
		}
		move(open, List.of(), json);
	}

	private List<String> parts(String name) {
		List<String> parts = this.known.get(name);
		if (parts == null) {
			parts = List.of(name.split("\\.", -1));
			if (this.known.size() < MOST_KNOWN) {
				this.known.put(name, parts);
			}
		}
		return parts;
	}

	/**
	 * Closes the objects of one path and opens those of another, but for what they share.
	 */
	private static void move(List<String> from, List<String> to, JsonGenerator json) {
		int shared = 0;
		while (shared < Math.min(from.size(), to.size()) && from.get(shared).equals(to.get(shared))) {
			shared++;
		}
		for (int i = shared; i < from.size(); i++) {
			json.writeEndObject();
		}
		for (int i = shared; i < to.size(); i++) {
			json.writeObjectPropertyStart(to.get(i));
		}
	}

	/** What our own lines have needs no search for who could write it. */
	private static void write(String name, @Nullable Object value, JsonGenerator json) {
		switch (value) {
			case String text -> json.writeStringProperty(name, text);
			case Integer number -> json.writeNumberProperty(name, number);
			case Long number -> json.writeNumberProperty(name, number);
			case null, default -> json.writePOJOProperty(name, value);
		}
	}

}
