package vision.bff.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves {@code api/openapi.yaml}: as it is written, and as JSON.
 */
@RestController
@ConditionalOnBooleanProperty(name = DocsConfiguration.ENABLED, matchIfMissing = true)
class ContractController {

	private final byte[] yaml;

	private final byte[] json;

	ContractController(JsonMapper jsonMapper) throws IOException {
		this.yaml = new ClassPathResource("openapi.yaml", ContractController.class).getContentAsByteArray();
		Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(new ByteArrayInputStream(this.yaml));
		this.json = jsonMapper.writeValueAsBytes(document);
	}

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] json() {
		return this.json;
	}

	@GetMapping(path = "/v3/api-docs.yaml", produces = "application/vnd.oai.openapi")
	byte[] yaml() {
		return this.yaml;
	}

}
