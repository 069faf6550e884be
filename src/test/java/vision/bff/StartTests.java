package vision.bff;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class StartTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--vision.base-url=1.vision                | The property 'vision.base-url' cannot be '1.vision'.              | Set it to the address of the site, such as https://1.vision
					--vision.base-url=ftp://1.vision          | The property 'vision.base-url' cannot be 'ftp://1.vision'.        | Set it to the address of the site, such as https://1.vision
					--vision.base-url=https://1.vision/?a=b   | The property 'vision.base-url' cannot be 'https://1.vision/?a=b'. | Set it to the address of the site, such as https://1.vision
					--vision.base-url=                        | The property 'vision.base-url' cannot be ''.                      | Set it to the address of the site, such as https://1.vision
					--vision.time-zone=Mars/Olympus           | The property 'vision.time-zone' cannot be 'Mars/Olympus'.         | Set it to a time zone of the IANA database, such as UTC or Europe/Berlin
					--vision.timeouts.response=0s             | The property 'vision.timeouts.response' cannot be 'PT0S'.         | Set it to a time of at most an hour, such as 5s or 500ms
					--vision.timeouts.upload=2h               | The property 'vision.timeouts.upload' cannot be 'PT2H'.           | Set it to a time of at most an hour, such as 5s or 500ms
					""")
	void aBadPropertyStopsTheStartWithItsNameAndTheMend(String argument, String description, String mend,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(argument).close());
		assertThat(output).contains("APPLICATION FAILED TO START", description, mend);
	}

	@ParameterizedTest
	@CsvSource({ "burst=0", "burst=1000001", "per-second=0", "per-second=1000001", "max-buckets=0" })
	void aRateLimitOutOfBoundsStopsTheStartWithItsBounds(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--vision.rate-limit." + property).close());
		assertThat(output).contains("APPLICATION FAILED TO START",
				"vision.rate-limit: per-second and burst must be 1 to 1000000, and max-buckets at least 1");
	}

	@Test
	void itStartsWithoutAnyConfiguration() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.isActive()).isTrue();
		}
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(VisionBffApplication.class);
		return application
			.run(Stream.concat(Stream.of("--server.port=0", "--management.server.port=0"), Arrays.stream(arguments))
				.toArray(String[]::new));
	}

}
