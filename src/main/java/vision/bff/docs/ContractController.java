package vision.bff.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.web.PublicPath;

/**
 * Serves {@code api/openapi.yaml}: as it is written, and as JSON. Below a prefix its
 * addresses begin with that.
 */
@RestController
@ConditionalOnBooleanProperty(name = DocsConfiguration.ENABLED, matchIfMissing = true)
class ContractController {

	private final String yaml;

	private final String json;

	ContractController(JsonMapper jsonMapper) throws IOException {
		this.yaml = new ClassPathResource("openapi.yaml", ContractController.class)
			.getContentAsString(StandardCharsets.UTF_8);
		Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(this.yaml);
		this.json = jsonMapper.writeValueAsString(document);
	}

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] json(HttpServletRequest request) {
		return below(PublicPath.of(request, ""), this.json, "\"servers\":[{\"url\":\"%s\"");
	}

	@GetMapping(path = "/v3/api-docs.yaml", produces = "application/vnd.oai.openapi")
	byte[] yaml(HttpServletRequest request) {
		return below(PublicPath.of(request, ""), this.yaml, "servers:\n  - url: %s\n");
	}

	private static byte[] below(String root, String contract, String server) {
		String seen = root.isEmpty() ? contract : contract.replace(server.formatted("/"), server.formatted(root))
			.replace("](/problems/", "](" + root + "/problems/");
		return seen.getBytes(StandardCharsets.UTF_8);
	}

}
