package vision.bff.container;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code kubectl apply -k} would send to the cluster, read into the types of the
 * Kubernetes API without one field that they do not know.
 */
record Manifests(List<HasMetadata> all) {

	private static final Map<String, Class<? extends HasMetadata>> TYPES = Stream
		.of(Namespace.class, ServiceAccount.class, ConfigMap.class, Service.class, Deployment.class, StatefulSet.class,
				HorizontalPodAutoscaler.class, PodDisruptionBudget.class, NetworkPolicy.class, HTTPRoute.class)
		.collect(Collectors.toMap((type) -> HasMetadata.getApiVersion(type) + "/" + HasMetadata.getKind(type),
				Function.identity()));

	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.annotationIntrospector(new NothingAdditional())
		.build();

	private static final ConcurrentMap<String, Manifests> RENDERED = new ConcurrentHashMap<>();

	/** For what is no type of Kubernetes itself. */
	private static final JsonMapper LENIENT = JsonMapper.shared();

	static boolean canBeRendered() {
		return Command.isOnThePath("kubectl") || Command.isOnThePath("kustomize");
	}

	/** A folder is rendered once, for all tests of it. */
	static Manifests render(String folder) {
		return RENDERED.computeIfAbsent(folder, Manifests::rendered);
	}

	private static Manifests rendered(String folder) {
		Command command = Command.isOnThePath("kubectl") ? Command.of("kubectl", "kustomize", folder)
				: Command.of("kustomize", "build", folder);
		try {
			return parse(command.run());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Manifests parse(String yaml) {
		Iterable<Object> documents = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml);
		return new Manifests(StreamSupport.stream(documents.spliterator(), false).map(Manifests::typed).toList());
	}

	<T extends HasMetadata> List<T> of(Class<T> type) {
		return this.all.stream().filter(type::isInstance).map(type::cast).toList();
	}

	<T extends HasMetadata> T one(Class<T> type, String name) {
		return of(type).stream()
			.filter((each) -> each.getMetadata().getName().equals(name))
			.findAny()
			.orElseThrow(() -> new AssertionError("No " + type.getSimpleName() + " " + name));
	}

	/**
	 * The pods of all that runs.
	 */
	List<PodTemplateSpec> pods() {
		return Stream
			.concat(of(Deployment.class).stream().map((each) -> each.getSpec().getTemplate()),
					of(StatefulSet.class).stream().map((each) -> each.getSpec().getTemplate()))
			.toList();
	}

	private static HasMetadata typed(Object document) {
		Map<?, ?> fields = (Map<?, ?>) document;
		String type = fields.get("apiVersion") + "/" + fields.get("kind");
		if (type.startsWith("monitoring.coreos.com/")) {
			return LENIENT.convertValue(document, GenericKubernetesResource.class);
		}
		if (!TYPES.containsKey(type)) {
			throw new IllegalArgumentException("Add " + type + " to the types that are read");
		}
		return STRICT.convertValue(document, TYPES.get(type));
	}

	/**
	 * The types would keep unknown fields as additional ones.
	 */
	private static final class NothingAdditional extends JacksonAnnotationIntrospector {

		@Override
		public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
			return false;
		}

	}

}
