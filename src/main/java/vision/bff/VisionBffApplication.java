package vision.bff;

import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

import vision.bff.doctor.Doctor;

@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class VisionBffApplication {

	private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

	/**
	 * Virtual threads have one carrier more than there are processors: while other
	 * threads have the processor of one, another goes on (bench/NOTES.md).
	 */
	public static void main(String[] args) {
		if (args.length > 0 && args[0].equals(Doctor.COMMAND)) {
			System.exit(Doctor.examine(List.of(args).subList(1, args.length)));
		}
		if (System.getProperty(CARRIERS) == null) {
			System.setProperty(CARRIERS, Integer.toString(Runtime.getRuntime().availableProcessors() + 1));
		}
		SpringApplication.run(VisionBffApplication.class, args);
	}

}
