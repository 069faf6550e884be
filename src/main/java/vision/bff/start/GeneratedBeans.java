package vision.bff.start;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.apache.commons.logging.Log;

import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Keeps the beans that were generated while the image was built from being used where
 * they do not fit. They are those of {@code application.yaml}: who configures Spring Boot
 * itself may want others. The start then finds out which, as it does outside the image,
 * and takes longer.
 * <p>
 * Generated beans are asked for with {@code -Dspring.aot.enabled=true}.
 */
class GeneratedBeans implements EnvironmentPostProcessor {

	private static final Set<ConfigurationPropertyName> DECIDING = names("management", "otel", "resilience4j", "server",
			"spring", "springdoc");

	private static final Set<ConfigurationPropertyName> NOT_DECIDING = names("server.port", AotDetector.AOT_ENABLED);

	private final Log log;

	GeneratedBeans(DeferredLogFactory logs) {
		this.log = logs.getLog(GeneratedBeans.class);
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (AotDetector.useGeneratedArtifacts()) {
			deciding(environment).ifPresent((name) -> {
				SpringProperties.setFlag(AotDetector.AOT_ENABLED, false);
				this.log.info(
						"The start takes longer, since " + name + " may call for other beans than those of the image");
			});
		}
	}

	private static Optional<ConfigurationPropertyName> deciding(ConfigurableEnvironment environment) {
		return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.filter((source) -> !isOfTheImage(source))
			.flatMap((source) -> (source instanceof IterableConfigurationPropertySource names) ? names.stream()
					: Stream.empty())
			.filter((name) -> !NOT_DECIDING.contains(name))
			.filter((name) -> DECIDING.stream().anyMatch((above) -> above.isAncestorOf(name)))
			.findFirst();
	}

	private static boolean isOfTheImage(ConfigurationPropertySource source) {
		return source.getUnderlyingSource() instanceof PropertySource<?> underlying
				&& (underlying.getName().contains("class path resource")
						|| underlying.getName().equals("applicationInfo"));
	}

	private static Set<ConfigurationPropertyName> names(String... names) {
		return Stream.of(names).map(ConfigurationPropertyName::of).collect(Collectors.toUnmodifiableSet());
	}

}
