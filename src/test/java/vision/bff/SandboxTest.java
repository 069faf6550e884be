package vision.bff;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextConfiguration;

import vision.bff.sandbox.SandboxServer;

/**
 * The BFF on a port of its own, in front of the sandbox. Before each test the sandbox is
 * as it was in the beginning, and what the BFF has learnt of it is forgotten. Classes
 * with the same properties share a BFF.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = SandboxTest.Address.class)
@Import(ForgetfulTicker.class)
@ExtendWith(SandboxTest.Reset.class)
@interface SandboxTest {

	/**
	 * The one sandbox of all tests.
	 */
	SandboxServer SANDBOX = SandboxServer.start(0);

	/**
	 * Properties of the BFF, as {@code name=value}.
	 */
	@AliasFor(annotation = SpringBootTest.class)
	String[] properties() default {};

	/**
	 * Tells the BFF where the sandbox is, before anything else is known to it.
	 */
	class Address implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			TestPropertyValues.of("vision.base-url=" + SANDBOX.baseUrl()).applyTo(context);
		}

	}

	/**
	 * What happens before each test.
	 */
	class Reset implements BeforeEachCallback {

		@Override
		public void beforeEach(ExtensionContext context) {
			ForgetfulTicker.forget();
			SANDBOX.reset();
		}

	}

}
