package vision.bff.start;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class GeneratedBeansTests {

	@BeforeEach
	void ask() {
		SpringProperties.setFlag(AotDetector.AOT_ENABLED, true);
	}

	@AfterEach
	void forget() {
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "VISION_BASE_URL", "VISION_RATE_LIMIT_ENABLED", "SERVER_PORT", "LOGGING_LEVEL_ROOT",
			"SPRINGTIME", "PATH" })
	void whatDecidesAboutNoBeanLeavesThemInUse(String variable) {
		assertThat(areUsedWith(variable(variable))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SDK_DISABLED", "MANAGEMENT_SERVER_PORT",
			"MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "SPRINGDOC_API_DOCS_ENABLED", "SPRING_PROFILES_ACTIVE",
			"SPRING_APPLICATION_JSON", "SERVER_FORWARD_HEADERS_STRATEGY",
			"RESILIENCE4J_BULKHEAD_INSTANCES_UPSTREAM_MAX_CONCURRENT_CALLS" })
	void whatMayCallForOtherBeansHasThemFoundOutAtTheStart(String variable) {
		assertThat(areUsedWith(variable(variable))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "commandLineArgs", "Config resource 'file [config/application.yaml]'" })
	void itDoesNotMatterWhereThatIsConfigured(String source) {
		assertThat(areUsedWith(new MapPropertySource(source, Map.of("management.tracing.enabled", "x")))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "applicationInfo", "Config resource 'class path resource [application.yaml]'" })
	void whatTheImageItselfConfiguresIsInThemAlready(String source) {
		assertThat(areUsedWith(new MapPropertySource(source, Map.of("management.tracing.enabled", "x")))).isTrue();
	}

	@Test
	void whereNobodyAskedForThemNothingIsSwitchedOff() {
		SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
		areUsedWith(variable("SPRING_PROFILES_ACTIVE"));
		assertThat(SpringProperties.checkFlag(AotDetector.AOT_ENABLED)).isNull();
	}

	private static PropertySource<?> variable(String name) {
		return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				Map.of(name, "x"));
	}

	private static boolean areUsedWith(PropertySource<?> source) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().forEach((each) -> environment.getPropertySources().remove(each.getName()));
		environment.getPropertySources()
			.addFirst(new MapPropertySource("systemProperties", Map.of(AotDetector.AOT_ENABLED, "true")));
		environment.getPropertySources().addLast(source);
		ConfigurationPropertySources.attach(environment);
		new GeneratedBeans(new DeferredLogs()).postProcessEnvironment(environment, new SpringApplication());
		return AotDetector.useGeneratedArtifacts();
	}

}
