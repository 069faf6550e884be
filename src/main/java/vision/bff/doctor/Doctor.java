package vision.bff.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

import vision.bff.upstream.call.UpstreamProperties;

/**
 * The command {@code doctor}: looks at the site that is configured, without starting the
 * service.
 */
public final class Doctor {

	public static final String COMMAND = "doctor";

	private static final int FINE = 0;

	private static final int BAD = 1;

	private static final int NOT_UNDERSTOOD = 2;

	private static final String WITHOUT_SESSION = "More shows with a session: --session TOKEN";

	private Doctor() {
	}

	/**
	 * @param arguments those behind the command
	 * @return how the process ends: 0, 1 if something is bad, 2 if the arguments cannot
	 * be understood
	 */
	public static int examine(List<String> arguments) {
		DoctorOptions options;
		try {
			options = DoctorOptions.of(arguments, Doctor::line);
		}
		catch (IllegalArgumentException ex) {
			System.err.print(ex.getMessage());
			return NOT_UNDERSTOOD;
		}
		JsonMapper jsonMapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
		List<Finding> findings = new Examination(properties(options), jsonMapper, Clock.systemUTC())
			.findings(options.token());
		System.out.println(options.json() ? jsonMapper.writeValueAsString(findings) : text(findings, options));
		return Examination.isFine(findings) ? FINE : BAD;
	}

	/**
	 * As the service finds them: in the environment, in files and on the command line.
	 */
	private static UpstreamProperties properties(DoctorOptions options) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Configured.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.run(options.properties().toArray(String[]::new))) {
			return context.getBean(UpstreamProperties.class);
		}
	}

	private static String text(List<Finding> findings, DoctorOptions options) {
		StringBuilder text = new StringBuilder();
		for (Finding finding : findings) {
			text.append("%-8s %-10s %s%n".formatted(finding.verdict().word(), finding.check(), finding.found()));
			if (finding.consequence() != null) {
				text.append("%-19s %s%n".formatted("", finding.consequence()));
			}
		}
		return text.append((options.token() != null) ? "" : WITHOUT_SESSION).toString().stripTrailing();
	}

	private static String line() {
		try {
			String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
			return (line != null) ? line.strip() : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@EnableConfigurationProperties(UpstreamProperties.class)
	static class Configured {

	}

}
