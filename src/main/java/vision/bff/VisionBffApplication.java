package vision.bff;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class VisionBffApplication {

	private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

	/**
	 * Virtual threads have one carrier more than there are processors: while other
	 * threads have the processor of one, another goes on (bench/NOTES.md).
	 */
	public static void main(String[] args) {
		if (System.getProperty(CARRIERS) == null) {
			System.setProperty(CARRIERS, Integer.toString(Runtime.getRuntime().availableProcessors() + 1));
		}
		SpringApplication.run(VisionBffApplication.class, args);
	}

}
