package vision.bff.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Operation;

import org.springframework.core.io.ClassPathResource;

/**
 * An example of what each operation answers, from the sandbox.
 */
final class SuccessExamples {

	private static final JsonNode ALL = read();

	private SuccessExamples() {
	}

	static void addTo(Operation operation) {
		JsonNode example = ALL.get(operation.getOperationId().replaceAll("_.*", ""));
		if (example != null) {
			operation.getResponses()
				.entrySet()
				.stream()
				.filter((response) -> response.getKey().startsWith("2") && response.getValue().getContent() != null)
				.map(Map.Entry::getValue)
				.forEach((response) -> response.getContent().values().forEach((body) -> body.setExample(example)));
		}
	}

	private static JsonNode read() {
		try (InputStream json = new ClassPathResource("examples.json", SuccessExamples.class).getInputStream()) {
			return Json.mapper().readTree(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
