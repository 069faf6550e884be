package vision.bff.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param token of a session to look with, if there is one
 * @param properties what is left, for Spring Boot
 */
record DoctorOptions(@Nullable String token, boolean json, List<String> properties) {

	static final String USAGE = """
			Usage: java -jar vision-bff.jar doctor [--session TOKEN] [--json] [--vision.base-url=ADDRESS]
			Looks at the configured site without changing anything there. '--session -' reads the token from the input.
			""";

	/**
	 * @param input where the token is, if its place is taken by a dash
	 * @throws IllegalArgumentException if that cannot be understood
	 */
	static DoctorOptions of(List<String> arguments, Supplier<String> input) {
		String token = null;
		boolean json = false;
		List<String> properties = new ArrayList<>();
		for (int i = 0; i < arguments.size(); i++) {
			String argument = arguments.get(i);
			if (argument.equals("--session") && i + 1 < arguments.size()) {
				i++;
				token = arguments.get(i).equals("-") ? input.get() : arguments.get(i);
			}
			else if (argument.equals("--json")) {
				json = true;
			}
			else if (argument.startsWith("--") && argument.contains("=")) {
				properties.add(argument);
			}
			else {
				throw new IllegalArgumentException(USAGE);
			}
		}
		return new DoctorOptions(token, json, properties);
	}

	@Override
	public String toString() {
		return "DoctorOptions[redacted]";
	}

}
