package vision.bff.container;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The manifests as they are rendered, and the rules of ours that hold for all of them.
 */
@ParameterizedClass
@ValueSource(strings = { "k8s/base", "k8s/overlays/sandbox", "k8s/overlays/production",
		"src/test/resources/k8s/monitored/sandbox", "src/test/resources/k8s/monitored/production" })
@EnabledIf(value = "vision.bff.container.Manifests#canBeRendered",
		disabledReason = "neither kubectl nor kustomize is here")
class KustomizeTests {

	private static final String NAME = "app.kubernetes.io/name";

	private static final String[] PRIVATE_IPV4 = { "10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12",
			"192.168.0.0/16" };

	private static final String[] PRIVATE_IPV6 = { "fc00::/7", "fe80::/10" };

	private final String folder;

	private final Manifests manifests;

	KustomizeTests(String folder) {
		this.folder = folder;
		this.manifests = Manifests.render(folder);
	}

	@Test
	void everyContainerIsRestrictedLimitedAndProbed() {
		for (PodTemplateSpec template : this.manifests.pods()) {
			PodSpec pod = template.getSpec();
			assertThat(pod.getAutomountServiceAccountToken()).isFalse();
			assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
			assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
			assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
			assertThat(pod.getHostNetwork()).isNull();
			assertThat(pod.getHostPID()).isNull();
			assertThat(pod.getVolumes()).allSatisfy((volume) -> assertThat(volume.getEmptyDir()).isNotNull());
			assertThat(pod.getContainers()).isNotEmpty().allSatisfy((container) -> {
				SecurityContext context = container.getSecurityContext();
				assertThat(context.getAllowPrivilegeEscalation()).isFalse();
				assertThat(context.getReadOnlyRootFilesystem()).isTrue();
				assertThat(context.getPrivileged()).isNull();
				assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
				assertThat(context.getCapabilities().getAdd()).isEmpty();
				assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory", "ephemeral-storage");
				assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory", "ephemeral-storage")
					.containsEntry("memory", container.getResources().getLimits().get("memory"));
				assertThat(probes(container)).hasSize(3).doesNotContainNull();
				assertThat(container.getStartupProbe().getFailureThreshold()).isGreaterThanOrEqualTo(30);
			});
		}
	}

	@Test
	void everySelectorFindsItsPods() {
		Set<Map<String, String>> pods = this.manifests.pods()
			.stream()
			.map((pod) -> pod.getMetadata().getLabels())
			.collect(Collectors.toSet());
		List<Map<String, String>> selectors = new ArrayList<>();
		this.manifests.of(Service.class).forEach((service) -> selectors.add(service.getSpec().getSelector()));
		this.manifests.of(PodDisruptionBudget.class)
			.forEach((budget) -> selectors.add(budget.getSpec().getSelector().getMatchLabels()));
		this.manifests.of(NetworkPolicy.class)
			.forEach((policy) -> selectors.add(policy.getSpec().getPodSelector().getMatchLabels()));
		this.manifests.of(StatefulSet.class).forEach((set) -> {
			assertThat(set.getSpec().getServiceName())
				.isEqualTo(this.manifests.one(Service.class, set.getMetadata().getName()).getMetadata().getName());
			selectors.add(set.getSpec().getSelector().getMatchLabels());
		});
		this.manifests.of(Deployment.class).forEach((deployment) -> {
			Map<String, String> selector = deployment.getSpec().getSelector().getMatchLabels();
			assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels()).containsAllEntriesOf(selector);
			pod(deployment).getTopologySpreadConstraints()
				.forEach((spread) -> assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(selector));
		});
		assertThat(selectors).allSatisfy((selector) -> assertThat(pods)
			.filteredOn((labels) -> labels.entrySet().containsAll(selector.entrySet()))
			.hasSize(1));
	}

	@Test
	void everyPodHasAPolicyOfTheNetworkForBothWays() {
		Set<Map<String, String>> selected = this.manifests.of(NetworkPolicy.class)
			.stream()
			.filter((policy) -> policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress")))
			.map((policy) -> policy.getSpec().getPodSelector().getMatchLabels())
			.collect(Collectors.toSet());
		assertThat(this.manifests.pods())
			.allSatisfy((pod) -> assertThat(selected).contains(Map.of(NAME, pod.getMetadata().getLabels().get(NAME))));
	}

	@Test
	void theBffTalksToNamesHttpsAndItsStoreOnly() {
		NetworkPolicy policy = this.manifests.one(NetworkPolicy.class, "vision-bff");
		Set<String> out = policy.getSpec()
			.getEgress()
			.stream()
			.flatMap((rule) -> rule.getPorts().stream())
			.map((port) -> port.getProtocol() + " " + port.getPort().getIntVal())
			.collect(Collectors.toSet());
		Set<String> expected = new HashSet<>(Set.of("UDP 53", "TCP 53", sandbox() ? "TCP 8089" : "TCP 443"));
		if (production()) {
			expected.add("TCP 6379");
		}
		assertThat(out).isEqualTo(expected);
		assertThat(policy.getSpec().getIngress()).singleElement()
			.satisfies((rule) -> assertThat(rule.getFrom()).singleElement()
				.satisfies(
						(peer) -> assertThat(peer.getNamespaceSelector().getMatchLabels()).containsValue("gateway")));
	}

	@Test
	void theBffReachesNoPrivateAddressButWhatIsNamed() {
		NetworkPolicy policy = this.manifests.one(NetworkPolicy.class, "vision-bff");
		assertThat(policy.getSpec().getEgress()).flatMap((rule) -> rule.getTo())
			.isNotEmpty()
			.allSatisfy((peer) -> assertThat(peer.getPodSelector() != null || peer.getIpBlock() != null).isTrue())
			.filteredOn((peer) -> peer.getIpBlock() != null)
			.allSatisfy((peer) -> assertThat(peer.getIpBlock().getExcept())
				.contains(peer.getIpBlock().getCidr().contains(":") ? PRIVATE_IPV6 : PRIVATE_IPV4));
		assertThat(policy.getSpec().getEgress()).noneMatch((rule) -> rule.getTo().isEmpty());
	}

	@Test
	void noRequestMayTakeForEver() {
		assertThat(this.manifests.of(HTTPRoute.class)).flatMap((route) -> route.getSpec().getRules())
			.allSatisfy((rule) -> assertThat(rule.getTimeouts().getRequest())
				.matches(isOfTheStream(rule) ? "0s" : "[1-9][0-9]*s"));
	}

	/** A stream ends by itself. */
	private static boolean isOfTheStream(HTTPRouteRule rule) {
		return rule.getMatches()
			.stream()
			.allMatch((match) -> match.getPath().getType().equals("Exact")
					&& match.getPath().getValue().equals("/events"));
	}

	@Test
	void everyPortNameExists() {
		for (PodTemplateSpec pod : this.manifests.pods()) {
			for (Container container : pod.getSpec().getContainers()) {
				Set<String> names = portNames(List.of(container));
				assertThat(probes(container)).filteredOn((probe) -> probe.getExec() == null)
					.isNotEmpty()
					.allSatisfy((probe) -> assertThat(port(probe).getStrVal()).isIn(names));
			}
		}
		for (Service service : this.manifests.of(Service.class)) {
			Set<String> names = portNames(pods(service.getSpec().getSelector()));
			assertThat(service.getSpec().getPorts())
				.allSatisfy((port) -> assertThat(port.getTargetPort().getStrVal()).isIn(names));
		}
		for (NetworkPolicy policy : this.manifests.of(NetworkPolicy.class)) {
			Set<String> names = portNames(pods(policy.getSpec().getPodSelector().getMatchLabels()));
			assertThat(policy.getSpec().getIngress()).flatMap((rule) -> rule.getPorts())
				.isNotEmpty()
				.allSatisfy((port) -> assertThat(port.getPort().getStrVal()).isIn(names));
		}
	}

	@Test
	void theBffIsProbedOnItsManagementPort() {
		Container bff = pod(this.manifests.one(Deployment.class, "vision-bff")).getContainers().getFirst();
		assertThat(probes(bff)).allSatisfy((probe) -> assertThat(port(probe).getStrVal()).isEqualTo("management"));
		assertThat(bff.getPorts()).extracting(ContainerPort::getName, ContainerPort::getContainerPort)
			.containsExactlyInAnyOrder(tuple("http", 8080), tuple("management", 8081));
		assertThat(bff.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
		assertThat(bff.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
	}

	@Test
	void aPodThatLeavesHasTimeToFinish() {
		PodSpec pod = pod(this.manifests.one(Deployment.class, "vision-bff"));
		long preStop = pod.getContainers().getFirst().getLifecycle().getPreStop().getSleep().getSeconds();
		assertThat(preStop).isPositive();
		assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(preStop + 30);
	}

	@Test
	void oneReplicaNeedsNothingAndProductionHasMore() {
		assertThat(this.manifests.one(Deployment.class, "vision-bff").getSpec().getReplicas())
			.isEqualTo(production() ? 2 : 1);
		for (Class<? extends HasMetadata> type : List.of(HorizontalPodAutoscaler.class, PodDisruptionBudget.class,
				StatefulSet.class)) {
			assertThat(this.manifests.of(type)).hasSize(production() ? 1 : 0);
		}
	}

	@Test
	void whateverIsReferredToIsThere() {
		PodSpec pod = pod(this.manifests.one(Deployment.class, "vision-bff"));
		Container bff = pod.getContainers().getFirst();
		ConfigMap config = this.manifests.one(ConfigMap.class, bff.getEnvFrom().getFirst().getConfigMapRef().getName());
		assertThat(config.getData()).contains(
				entry("VISION_BASE_URL", sandbox() ? "http://vision-sandbox:8089" : "https://1.vision"),
				entry("VISION_TIME_ZONE", "UTC"));
		assertThat(
				this.manifests.one(ServiceAccount.class, pod.getServiceAccountName()).getAutomountServiceAccountToken())
			.isFalse();
		for (HTTPRoute route : this.manifests.of(HTTPRoute.class)) {
			assertThat(route.getSpec().getRules()).flatMap((rule) -> rule.getBackendRefs())
				.isNotEmpty()
				.allSatisfy((backend) -> assertThat(
						this.manifests.one(Service.class, backend.getName()).getSpec().getPorts())
					.anyMatch((port) -> port.getPort().equals(backend.getPort())));
		}
	}

	@Test
	void secretsAreNotHereAndProductionInsistsOnThem() {
		List<EnvVar> secrets = this.manifests.pods()
			.stream()
			.flatMap((pod) -> pod.getSpec().getContainers().stream())
			.flatMap((container) -> container.getEnv().stream())
			.filter((variable) -> variable.getValue() == null)
			.toList();
		assertThat(secrets).extracting((variable) -> variable.getName() + " " + secret(variable))
			.containsExactlyInAnyOrderElementsOf(production()
					? List.of("VISION_SESSION_KEYS vision-bff-session-keys/keys",
							"STORE_PASSWORD vision-bff-store/password", "REDISCLI_AUTH vision-bff-store/password")
					: List.of("VISION_SESSION_KEYS vision-bff-session-keys/keys if there"));
	}

	@Test
	void everythingIsInANamespaceOfItsOwnThatAdmitsOnlyRestrictedPods() {
		Namespace namespace = this.manifests.of(Namespace.class).getFirst();
		assertThat(namespace.getMetadata().getLabels()).containsEntry("pod-security.kubernetes.io/enforce",
				"restricted");
		assertThat(this.manifests.all()).filteredOn((each) -> !(each instanceof Namespace))
			.extracting((each) -> each.getMetadata().getNamespace())
			.containsOnly(namespace.getMetadata().getName());
	}

	@Test
	void anOverlayNamesTheVersionOfEachImage() {
		assertThat(this.manifests.pods()).flatMap((pod) -> pod.getSpec().getContainers())
			.extracting(Container::getImage)
			.allSatisfy((image) -> assertThat(image.matches(".+:(?!latest$)[^/]+"))
				.isEqualTo(!this.folder.endsWith("base")));
	}

	@Test
	void aFieldThatKubernetesDoesNotKnowWouldBeFound() {
		assertThatExceptionOfType(UnrecognizedPropertyException.class).isThrownBy(() -> Manifests.parse("""
				apiVersion: v1
				kind: Service
				metadata:
				  name: vision-bff
				spec:
				  ports:
				    - port: 80
				      targetport: http
				""")).withMessageContaining("targetport");
	}

	private static String secret(EnvVar variable) {
		SecretKeySelector secret = variable.getValueFrom().getSecretKeyRef();
		return secret.getName() + "/" + secret.getKey()
				+ (Objects.equals(true, secret.getOptional()) ? " if there" : "");
	}

	private List<Container> pods(Map<String, String> selector) {
		return this.manifests.pods()
			.stream()
			.filter((pod) -> pod.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
			.flatMap((pod) -> pod.getSpec().getContainers().stream())
			.toList();
	}

	private boolean sandbox() {
		return this.folder.endsWith("sandbox");
	}

	private boolean production() {
		return this.folder.endsWith("production");
	}

	private static Set<String> portNames(List<Container> containers) {
		return containers.stream()
			.flatMap((container) -> container.getPorts().stream())
			.map(ContainerPort::getName)
			.collect(Collectors.toSet());
	}

	private static List<Probe> probes(Container container) {
		return Stream.of(container.getStartupProbe(), container.getReadinessProbe(), container.getLivenessProbe())
			.toList();
	}

	private static IntOrString port(Probe probe) {
		return (probe.getHttpGet() != null) ? probe.getHttpGet().getPort() : probe.getTcpSocket().getPort();
	}

	private static PodSpec pod(Deployment deployment) {
		return deployment.getSpec().getTemplate().getSpec();
	}

}
