package vision.bff.container;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the component {@code replicas} adds to production.
 */
@EnabledIf(value = "vision.bff.container.Manifests#canBeRendered",
		disabledReason = "neither kubectl nor kustomize is here")
class KustomizeReplicasTests {

	private static final String NAME = "app.kubernetes.io/name";

	private final Manifests manifests;

	KustomizeReplicasTests() {
		this.manifests = Manifests.render("k8s/overlays/production");
	}

	@Test
	void twoReplicasAreSpreadScaledAndNeverBothTakenAway() {
		Deployment deployment = this.manifests.one(Deployment.class, "vision-bff");
		HorizontalPodAutoscaler scaler = this.manifests.one(HorizontalPodAutoscaler.class, "vision-bff");
		assertThat(deployment.getSpec().getReplicas()).isEqualTo(2).isEqualTo(scaler.getSpec().getMinReplicas());
		assertThat(scaler.getSpec().getScaleTargetRef().getName()).isEqualTo(deployment.getMetadata().getName());
		assertThat(pod(deployment).getTopologySpreadConstraints()).extracting((spread) -> spread.getTopologyKey())
			.containsExactlyInAnyOrder("topology.kubernetes.io/zone", "kubernetes.io/hostname");
		PodDisruptionBudget budget = this.manifests.one(PodDisruptionBudget.class, "vision-bff");
		assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
	}

	@Test
	void replicasShareAStoreThatKeepsWhatItIsToldAndDropsNothing() {
		StatefulSet store = this.manifests.one(StatefulSet.class, "vision-bff-store");
		assertThat(store.getSpec().getReplicas()).isEqualTo(1);
		Container server = store.getSpec().getTemplate().getSpec().getContainers().getFirst();
		assertThat(String.join(" ", server.getArgs())).startsWith("valkey-server ")
			.contains("--appendonly yes", "--appendfsync always", "--maxmemory-policy noeviction", "--maxmemory 128mb",
					"--dir /data");
		assertThat(store.getSpec().getVolumeClaimTemplates()).extracting((claim) -> claim.getMetadata().getName())
			.containsExactly("data");
		assertThat(server.getVolumeMounts()).extracting((mount) -> mount.getName() + " " + mount.getMountPath())
			.containsExactly("data /data");
	}

	@Test
	void onlyTheBffReachesTheStoreWhichReachesNobody() {
		NetworkPolicy policy = this.manifests.one(NetworkPolicy.class, "vision-bff-store");
		assertThat(policy.getSpec().getEgress()).isEmpty();
		assertThat(policy.getSpec().getIngress()).flatMap((rule) -> rule.getFrom())
			.extracting((peer) -> peer.getPodSelector().getMatchLabels())
			.containsExactly(Map.of(NAME, "vision-bff"));
		assertThat(this.manifests.one(NetworkPolicy.class, "vision-bff").getSpec().getEgress())
			.flatMap((rule) -> rule.getTo())
			.filteredOn((peer) -> peer.getNamespaceSelector() == null && peer.getPodSelector() != null)
			.extracting((peer) -> peer.getPodSelector().getMatchLabels())
			.containsExactly(Map.of(NAME, "vision-bff-store"));
	}

	@Test
	void theAddressOfTheStoreHasItsPassword() {
		List<EnvVar> variables = pod(this.manifests.one(Deployment.class, "vision-bff")).getContainers()
			.getFirst()
			.getEnv();
		// a variable can only be made of those before it
		assertThat(variables).extracting(EnvVar::getName).endsWith("STORE_PASSWORD", "VISION_SHARED_URL");
		Service store = this.manifests.one(Service.class, "vision-bff-store");
		assertThat(variables.getLast().getValue()).isEqualTo("redis://:$(STORE_PASSWORD)@%s:%d/0",
				store.getMetadata().getName(), store.getSpec().getPorts().getFirst().getPort());
	}

	private static PodSpec pod(Deployment deployment) {
		return deployment.getSpec().getTemplate().getSpec();
	}

}
