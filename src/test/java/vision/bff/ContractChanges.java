package vision.bff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a front end that was built on one OpenAPI document may stumble over in another.
 * Whatever is gone or different counts, but for words; of what is new, only what a caller
 * now has to give.
 */
final class ContractChanges {

	private static final Set<String> WORDS = Set.of("description", "summary", "example", "examples", "title", "info",
			"tags", "servers", "externalDocs");

	private final List<String> found = new ArrayList<>();

	private final JsonNode before;

	private final JsonNode after;

	private ContractChanges(JsonNode before, JsonNode after) {
		this.before = before;
		this.after = after;
	}

	/**
	 * The breaking changes, each as a line that names its place, in the order of the
	 * document.
	 */
	static List<String> breaking(JsonNode before, JsonNode after) {
		ContractChanges changes = new ContractChanges(before, after);
		changes.compare("", before, after);
		return List.copyOf(changes.found);
	}

	private void compare(String place, JsonNode before, JsonNode after) {
		if (before.has("$ref") != after.has("$ref")) {
			compare(place, resolved(this.before, before), resolved(this.after, after));
		}
		else if (before.isObject() && after.isObject()) {
			before.properties()
				.stream()
				.filter((field) -> !WORDS.contains(field.getKey()) || place.endsWith("/properties"))
				.forEach((field) -> compareMember(place + "/" + escaped(field.getKey()), field.getValue(),
						after.get(field.getKey())));
			if (isOfARequest(place)) {
				newlyRequired(place, before.path("required"), after.path("required"));
			}
		}
		else if (before.isArray() && after.isArray()) {
			compareArrays(place, before, after);
		}
		else if (!before.equals(after)) {
			this.found.add("changed " + place + " from " + before + " to " + after);
		}
	}

	/** That a part has moved into the place that referred to it is no change. */
	private static JsonNode resolved(JsonNode document, JsonNode part) {
		return part.has("$ref") ? document.at(part.path("$ref").asString().substring(1)) : part;
	}

	private void compareMember(String place, JsonNode before, @Nullable JsonNode after) {
		if (after == null) {
			this.found.add("removed " + place);
		}
		else {
			compare(place, before, after);
		}
	}

	/**
	 * The order of an array means nothing here, and a parameter is known by its name.
	 */
	private void compareArrays(String place, JsonNode itemsBefore, JsonNode itemsAfter) {
		List<JsonNode> before = parameters(this.before, itemsBefore);
		List<JsonNode> after = parameters(this.after, itemsAfter);
		for (JsonNode item : before) {
			if (item.has("name") && item.has("in")) {
				compareMember(place + "/" + item.path("name").asString(), item, parameter(item, after));
			}
			else if (after.stream().noneMatch(item::equals)) {
				this.found.add("removed " + place + " " + item);
			}
		}
		for (JsonNode item : after) {
			if (item.path("required").asBoolean(false) && parameter(item, before) == null) {
				this.found.add("now required " + place + "/" + item.path("name").asString());
			}
		}
	}

	/**
	 * The items themselves, where they refer to parameters.
	 */
	private static List<JsonNode> parameters(JsonNode document, JsonNode items) {
		return items.valueStream().map((item) -> {
			String reference = item.path("$ref").asString("");
			return reference.startsWith("#/components/parameters/") ? document.at(reference.substring(1)) : item;
		}).toList();
	}

	private static @Nullable JsonNode parameter(JsonNode wanted, List<JsonNode> parameters) {
		return parameters.stream()
			.filter((item) -> item.path("name").equals(wanted.path("name"))
					&& item.path("in").equals(wanted.path("in")))
			.findFirst()
			.orElse(null);
	}

	private void newlyRequired(String place, JsonNode before, JsonNode after) {
		for (JsonNode name : after) {
			if (after.isArray() && before.valueStream().noneMatch(name::equals)) {
				this.found.add("now required " + place + "/properties/" + name.asString());
			}
		}
	}

	/**
	 * Bodies of requests are the schemas whose names say so, and what stands in the
	 * operation itself.
	 */
	private static boolean isOfARequest(String place) {
		return place.startsWith("/components/schemas/New") || place.contains("/requestBody");
	}

	private static String escaped(String name) {
		return name.replace("~", "~0").replace("/", "~1");
	}

}
