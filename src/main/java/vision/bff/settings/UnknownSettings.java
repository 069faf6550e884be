package vision.bff.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;

/**
 * Warns of settings of ours that nobody reads: they are most likely misspelt, and nothing
 * else would ever tell.
 */
@Component
class UnknownSettings implements InitializingBean {

	private static final Log logger = LogFactory.getLog(UnknownSettings.class);

	/** What Spring Boot's annotation processor makes of all our properties. */
	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	/** Beyond one letter in four it is another word. */
	private static final int LETTERS_FOR_A_MISTAKE = 4;

	private final ConfigurableEnvironment environment;

	private final JsonMapper jsonMapper;

	UnknownSettings(ConfigurableEnvironment environment, JsonMapper jsonMapper) {
		this.environment = environment;
		this.jsonMapper = jsonMapper;
	}

	@Override
	public void afterPropertiesSet() {
		List<String> properties = properties();
		Set<String> known = properties.stream()
			.map((property) -> new SettingName(property).uniform())
			.collect(Collectors.toSet());
		given().stream()
			.map(SettingName::new)
			.filter((name) -> name.isOurs() && !known.contains(name.uniform()))
			.forEach((name) -> logger.warn("Nobody reads the setting %s. %s".formatted(name.given(),
					nearest(name, properties).map((each) -> "Is %s meant?".formatted(name.alike(each)))
						.orElse("All settings are in docs/configuration.md."))));
	}

	private static Optional<String> nearest(SettingName name, List<String> properties) {
		return properties.stream()
			.min(Comparator.comparingInt((property) -> name.distance(new SettingName(property))))
			.filter((property) -> name.distance(new SettingName(property)) <= name.uniform().length()
					/ LETTERS_FOR_A_MISTAKE);
	}

	private Set<String> given() {
		return this.environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.flatMap((source) -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private List<String> properties() {
		try {
			return Collections.list(getClass().getClassLoader().getResources(METADATA))
				.stream()
				.flatMap((resource) -> read(resource).path("properties").valueStream())
				.map((property) -> property.path("name").asString())
				.filter((name) -> name.startsWith("vision."))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private JsonNode read(URL resource) {
		try (InputStream metadata = resource.openStream()) {
			return this.jsonMapper.readTree(metadata);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
