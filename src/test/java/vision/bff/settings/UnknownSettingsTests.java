package vision.bff.settings;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class UnknownSettingsTests {

	@ParameterizedTest
	@CsvSource({ "VISION_BASEURLL, VISION_BASE_URL", "VISION_TIMEOUT_RESPONSE, VISION_TIMEOUTS_RESPONSE",
			"VISION_SESSION_KEY, VISION_SESSION_KEYS", "VISION_CORS_ALLOWED_ORIGIN, VISION_CORS_ALLOWED_ORIGINS",
			"vision.cache.chat.fresh-for, vision.cache.chats.fresh-for" })
	void whatIsMisspeltIsToldWithWhatIsMeant(String given, String meant, CapturedOutput output) {
		look(given);
		assertThat(output).containsOnlyOnce("Nobody reads the setting " + given + ". Is " + meant + " meant?");
	}

	@Test
	void whatIsLikeNothingIsToldWithoutAGuess(CapturedOutput output) {
		look("VISION_FLUX_CAPACITOR");
		assertThat(output)
			.contains("Nobody reads the setting VISION_FLUX_CAPACITOR. All settings are in docs/configuration.md.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "VISION_BASE_URL", "VISION_BASEURL", "VISION_CACHE_CHATS_MAX_SIZE",
			"VISION_CACHE_CHATS_MAXSIZE", "VISION_SESSION_KEYS_0", "vision.session.keys[1]", "vision.sessionKeys",
			"VISION_DOCS_ENABLED", "VISION_BFF_PORT", "VISION_BFF_PORT_8080_TCP_ADDR", "VISION_BFF_SERVICE_HOST",
			"VISION_SANDBOX_SERVICE_PORT_HTTP", "VISIONARY", "server.port" })
	void whatIsKnownOrNotOursIsNotTold(String given, CapturedOutput output) {
		look(given);
		assertThat(output).doesNotContain("Nobody reads");
	}

	private static void look(String given) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("given", Map.of(given, "x")));
		new UnknownSettings(environment, new JsonMapper()).afterPropertiesSet();
	}

}
