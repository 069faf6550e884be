package vision.bff;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import vision.bff.sandbox.Dialect;
import vision.bff.sandbox.Quirk;
import vision.bff.sandbox.SandboxServer;
import vision.bff.sandbox.SandboxSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static vision.bff.FrontEnd.assertProblem;
import static vision.bff.FrontEnd.body;

/**
 * What was typed is what is read, everywhere and on every release.
 */
@SandboxTest(properties = { "vision.cache.chats.fresh-for=0s", "vision.cache.chats.stale-for=0s",
		"vision.rate-limit.enabled=false", "vision.timeouts.response=30s", "vision.timeouts.request=60s" })
class TextsOnEveryReleaseTests {

	private static final SandboxServer sandbox = SandboxTest.SANDBOX;

	private static final long BOB = 78;

	/**
	 * Which release it is shows in a property, so that each has a BFF of its own, which
	 * learns of no other.
	 */
	abstract static class Release {

		private static final List<String> WORDS = Stream
			.concat(HardTexts.all().stream(), Stream.of("a", "hello", " ", "  ", "\n", "..", "don't"))
			.toList();

		@LocalServerPort
		private int port;

		abstract Dialect dialect();

		@BeforeEach
		void reset() {
			body(as("alice").get("/chats/78/messages"), 200);
		}

		@ParameterizedTest
		@ValueSource(booleans = { false, true })
		void hardTextsComeBackAsTheyWereTyped(boolean searchBroken) {
			site(searchBroken);
			assertThat(HardTexts.all()).hasSizeGreaterThan(120);
			HardTexts.all().forEach((typed) -> assertComesBack(typed, typed));
		}

		@Test
		void eachCharacterOfAsciiComesBack() {
			site(false);
			HardTexts.ascii().forEach((typed) -> assertComesBack(typed, typed));
		}

		@Test
		void whateverIsTypedComesBack() {
			site(false);
			long seed = System.nanoTime();
			Random random = new Random(seed);
			for (int run = 0; run < 15; run++) {
				assertComesBack(typed(random), "seed %d, run %d".formatted(seed, run));
			}
		}

		@Test
		void noReleaseKeepsNulSoItIsRefused() {
			site(false);
			assertProblem(as("alice").text(BOB, "a\0b"), 422, "invalid-message");
		}

		void site(boolean searchBroken) {
			SandboxSettings settings = SandboxSettings.DEFAULT.with(dialect());
			sandbox.settings(searchBroken ? settings.with(Quirk.SEARCH_BROKEN) : settings);
		}

		private void assertComesBack(String typed, String name) {
			String text = typed.replaceAll("\\A[ \\t\\n\\r\\x0b]+|[ \\t\\n\\r\\x0b]+\\z", "");
			HttpResponse<String> response = as("alice").text(BOB, typed);
			JsonNode sent = body(response, 201);
			assertThat(sent.path("text").asString()).as(name).isEqualTo(text);
			assertThat(response.headers().firstValue("Text-Changed")).as(name).isEmpty();
			JsonNode page = body(as("bob").get("/chats/7/messages?limit=1"), 200);
			assertThat(page.at("/items/0/text").asString()).as(name).isEqualTo(text);
			JsonNode one = body(as("alice").get("/chats/78/messages/" + sent.path("id").asLong()), 200);
			assertThat(one.path("text").asString()).as(name).isEqualTo(text);
			String term = text.substring(0,
					text.offsetByCodePoints(0, Math.min(100, text.codePointCount(0, text.length()))));
			if (!term.isBlank()) {
				JsonNode found = body(as("alice").get("/chats/78/messages/search?limit=1&q=" + encoded(term)), 200);
				assertThat(found.at("/items/0/text").asString()).as(name).isEqualTo(text);
			}
			assertIsExcerpt(body(as("alice").get("/chats/78"), 200).path("lastMessage"), text, name);
		}

		private void assertIsExcerpt(JsonNode last, String text, String name) {
			if (List.of("Image", "Audio", "Video").contains(text)) {
				assertThat(last.path("attachment").asString()).as(name).isEqualToIgnoringCase(text);
			}
			else if (last.path("truncated").asBoolean()) {
				assertThat(dialect()).as(name).isEqualTo(Dialect.A);
				assertThat(text).as(name).startsWith(last.path("text").asString());
			}
			else {
				assertThat(last.path("text").asString()).as(name).isEqualTo(text);
			}
		}

		private static String typed(Random random) {
			StringBuilder text = new StringBuilder("x");
			for (int word = random.nextInt(1, 8); word > 0; word--) {
				int codePoint = random.nextInt(0x21, 0x1F900);
				boolean usable = Character.isDefined(codePoint) && !(codePoint >= 0xD800 && codePoint < 0xE000);
				text.append((random.nextInt(4) == 0 && usable) ? Character.toString(codePoint)
						: WORDS.get(random.nextInt(WORDS.size())));
				text.append(random.nextBoolean() ? " " : "");
			}
			return text.toString();
		}

		private static String encoded(String text) {
			return URLEncoder.encode(text, StandardCharsets.UTF_8);
		}

		private FrontEnd as(String person) {
			return new FrontEnd(this.port, person + "-session");
		}

	}

	@Nested
	class A extends Release {

		@DynamicPropertySource
		static void own(DynamicPropertyRegistry registry) {
			registry.add("test.dialect", () -> "a");
		}

		@Override
		Dialect dialect() {
			return Dialect.A;
		}

	}

	@Nested
	class B extends Release {

		@DynamicPropertySource
		static void own(DynamicPropertyRegistry registry) {
			registry.add("test.dialect", () -> "b");
		}

		@Override
		Dialect dialect() {
			return Dialect.B;
		}

	}

	@Nested
	class C extends Release {

		@DynamicPropertySource
		static void own(DynamicPropertyRegistry registry) {
			registry.add("test.dialect", () -> "c");
		}

		@Override
		Dialect dialect() {
			return Dialect.C;
		}

	}

}
