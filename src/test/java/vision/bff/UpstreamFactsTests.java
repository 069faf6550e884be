package vision.bff;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each known fact of the upstream has a test that meets it.
 */
class UpstreamFactsTests {

	static Stream<String> facts() throws IOException {
		return new ClassPathResource("upstream-facts.csv").getContentAsString(StandardCharsets.UTF_8).lines();
	}

	@ParameterizedTest
	@MethodSource("facts")
	void aFactIsMetByATest(String fact) throws ClassNotFoundException {
		String[] columns = fact.split("\\|", -1);
		assertThat(columns).hasSize(3);
		String[] test = columns[2].split("#", -1);
		assertThat(Arrays.stream(Class.forName("vision.bff." + test[0]).getDeclaredMethods())
			.filter(UpstreamFactsTests::isTest)
			.map(Method::getName)).contains(test[1]);
	}

	@Test
	void everyPartOfTheUpstreamHasFacts() throws IOException {
		assertThat(facts().map((fact) -> fact.substring(0, fact.indexOf('|'))).distinct()).containsExactly("Transport",
				"get_chats", "get_messages", "Time", "Text", "send_message", "search_messages", "delete_message",
				"clear_chat", "Switched off", "Outside the page");
	}

	private static boolean isTest(Method method) {
		return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
	}

}
