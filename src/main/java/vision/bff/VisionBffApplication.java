package vision.bff;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class VisionBffApplication {

	public static void main(String[] args) {
		SpringApplication.run(VisionBffApplication.class, args);
	}

}
