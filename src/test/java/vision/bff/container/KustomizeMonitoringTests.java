package vision.bff.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the component {@code monitoring} adds to production.
 */
@EnabledIf(value = "vision.bff.container.Manifests#canBeRendered",
		disabledReason = "neither kubectl nor kustomize is here")
class KustomizeMonitoringTests {

	private static final String NAME = "app.kubernetes.io/name";

	private static final Path RULES = Path.of("k8s/components/monitoring/vision-bff.rules.yml");

	private final Manifests manifests = Manifests.render("src/test/resources/k8s/monitored/production");

	@Test
	void theScraperIsToldWhereToLook() {
		assertThat(spec("ServiceMonitor")).isEqualTo(JsonMapper.shared().readTree("""
				{"jobLabel": "app.kubernetes.io/name",
				 "selector": {"matchLabels": {"app.kubernetes.io/name": "vision-bff"}},
				 "endpoints": [{"port": "management", "path": "/actuator/prometheus", "interval": "30s",
				                "scrapeTimeout": "10s"}]}
				"""));
		assertThat(this.manifests.of(Service.class))
			.filteredOn((service) -> "vision-bff".equals(service.getMetadata().getLabels().get(NAME)))
			.singleElement()
			.satisfies((service) -> assertThat(service.getSpec().getPorts())
				.extracting((port) -> port.getName() + " " + port.getPort() + " " + port.getTargetPort().getStrVal())
				.containsExactly("http 80 http", "management 8081 management"));
	}

	@Test
	void theScraperIsLetInToTheManagementPortOnly() {
		NetworkPolicy policy = this.manifests.one(NetworkPolicy.class, "vision-bff-monitoring");
		assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isEqualTo(Map.of(NAME, "vision-bff"));
		assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress");
		assertThat(policy.getSpec().getIngress()).singleElement().satisfies((rule) -> {
			assertThat(rule.getFrom()).singleElement()
				.satisfies((peer) -> assertThat(peer.getNamespaceSelector().getMatchLabels())
					.isEqualTo(Map.of("kubernetes.io/metadata.name", "monitoring")));
			assertThat(rule.getPorts()).extracting((port) -> port.getPort().getStrVal()).containsExactly("management");
		});
	}

	@Test
	void theOperatorHasTheRulesThatPrometheusHas() throws IOException {
		assertThat(spec("PrometheusRule")).isEqualTo(rules());
	}

	@Test
	void eachAlertSaysHowBadItIsAndWhatToDo() throws IOException {
		assertThat(alerts()).isNotEmpty().allSatisfy((alert) -> {
			assertThat(alert.at("/labels/severity").asString()).isIn("page", "ticket");
			assertThat(alert.at("/annotations/summary").asString()).isNotBlank();
			assertThat(alert.at("/annotations/description").asString()).isNotBlank();
			assertThat(alert.at("/annotations/runbook_url").asString())
				.endsWith("/docs/runbook.md#" + alert.path("alert").asString().toLowerCase(Locale.ROOT));
		});
	}

	@Test
	void theRunbookHasEachAlertAndNoOther() throws IOException {
		List<String> entries = Pattern.compile("(?m)^## (Vision\\w+)$")
			.matcher(Files.readString(Path.of("docs/runbook.md")))
			.results()
			.map((MatchResult heading) -> heading.group(1))
			.toList();
		assertThat(entries).containsExactlyInAnyOrderElementsOf(
				alerts().stream().map((alert) -> alert.path("alert").asString()).toList());
	}

	@Test
	void grafanaFindsTheDashboard() {
		ConfigMap map = this.manifests.one(ConfigMap.class, "vision-bff-dashboard");
		assertThat(map.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
		JsonNode dashboard = JsonMapper.shared().readTree(map.getData().get("vision-bff.json"));
		assertThat(dashboard.path("title").asString()).isEqualTo("Vision BFF");
		assertThat(dashboard.path("panels")).filteredOn((panel) -> !panel.path("type").asString().equals("row"))
			.isNotEmpty()
			.allSatisfy((panel) -> assertThat(panel.path("targets")).isNotEmpty());
	}

	@Test
	@EnabledIf(value = "isPromtoolHere", disabledReason = "promtool of Prometheus is not here")
	void theRulesDoWhatTheirTestsSay() throws Exception {
		Command.of("promtool", "test", "rules", RULES.resolveSibling("vision-bff.rules.test.yml").toString()).run();
	}

	static boolean isPromtoolHere() {
		return Command.isOnThePath("promtool");
	}

	private JsonNode spec(String kind) {
		return this.manifests.of(GenericKubernetesResource.class)
			.stream()
			.filter((each) -> each.getKind().equals(kind))
			.map((each) -> JsonMapper.shared().<JsonNode>valueToTree(each.getAdditionalProperties().get("spec")))
			.findFirst()
			.orElseThrow();
	}

	private static JsonNode rules() throws IOException {
		return JsonMapper.shared()
			.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(RULES)));
	}

	private static List<JsonNode> alerts() throws IOException {
		return rules().path("groups")
			.valueStream()
			.flatMap((group) -> group.path("rules").valueStream())
			.filter((rule) -> rule.has("alert"))
			.toList();
	}

}
