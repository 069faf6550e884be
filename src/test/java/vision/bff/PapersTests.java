package vision.bff;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the papers say of themselves and of the configuration.
 */
class PapersTests {

	private static final Path README = Path.of("README.md");

	private static final Path CONFIGURATION = Path.of("docs/configuration.md");

	private static final int MOST_BYTES_OF_README = 9 * 1024;

	private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	private static final Pattern PROPERTY = Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\|([^|]*)\\|([^|]*)\\|");

	static List<Path> papers() throws IOException {
		try (Stream<Path> docs = Files.list(Path.of("docs"))) {
			return Stream
				.concat(Stream.of(README, Path.of("CONTRIBUTING.md"), Path.of("bench/NOTES.md")),
						docs.filter((file) -> file.toString().endsWith(".md")).sorted())
				.toList();
		}
	}

	@Test
	void theReadmeIsShort() throws IOException {
		assertThat(Files.size(README)).isLessThanOrEqualTo(MOST_BYTES_OF_README);
	}

	@ParameterizedTest
	@MethodSource("papers")
	void everyLinkLeadsSomewhere(Path paper) throws IOException {
		List<String> lost = new ArrayList<>();
		for (String link : links(paper)) {
			int hash = link.indexOf('#');
			String file = (hash < 0) ? link : link.substring(0, hash);
			Path target = file.isEmpty() ? paper : paper.resolveSibling(file).normalize();
			if (!Files.exists(target) || target.startsWith("..")
					|| (hash >= 0 && !anchors(target).contains(link.substring(hash + 1)))) {
				lost.add(link);
			}
		}
		assertThat(lost).isEmpty();
	}

	@Test
	void everyPropertyOfOursIsDocumentedWithItsDefault() throws IOException {
		Map<String, String> ours = new TreeMap<>();
		metadata().forEach((name, property) -> {
			if (name.startsWith("vision.")) {
				ours.put(name, shown(property.path("defaultValue")));
			}
		});
		Map<String, String> documented = new TreeMap<>();
		documented().forEach((property) -> {
			if (property.name().startsWith("vision.")) {
				documented.put(property.name(), property.value());
			}
		});
		assertThat(ours).isNotEmpty();
		assertThat(documented).isEqualTo(ours);
	}

	@Test
	void everyDocumentedPropertyExists() throws IOException {
		Map<String, JsonNode> known = metadata();
		assertThat(documented()).isNotEmpty().allSatisfy((property) -> {
			assertThat(property.name()).satisfies((name) -> assertThat(known.containsKey(name) || isOfAMap(name, known))
				.as("whether there is %s", name)
				.isTrue());
			assertThat(property.variable()).isIn("",
					"`" + property.name().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + "`");
		});
	}

	private static List<String> links(Path paper) throws IOException {
		return LINK.matcher(prose(paper))
			.results()
			.map((link) -> link.group(1))
			.filter((link) -> !ELSEWHERE.matcher(link).matches())
			.toList();
	}

	/**
	 * As GitHub makes them of headings, the second of two that are the same with a
	 * number.
	 */
	private static Set<String> anchors(Path paper) throws IOException {
		Map<String, Integer> times = new HashMap<>();
		return HEADING.matcher(prose(paper)).results().map((heading) -> {
			String anchor = heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-');
			int before = times.merge(anchor, 1, Integer::sum) - 1;
			return (before == 0) ? anchor : anchor + "-" + before;
		}).collect(Collectors.toCollection(HashSet::new));
	}

	private static String prose(Path paper) throws IOException {
		return FENCED.matcher(Files.readString(paper)).replaceAll("");
	}

	private static List<Documented> documented() throws IOException {
		return PROPERTY.matcher(Files.readString(CONFIGURATION))
			.results()
			.map((row) -> new Documented(row.group(1), row.group(2).strip(), row.group(3).replace("`", "").strip()))
			.toList();
	}

	/**
	 * Of all properties that Spring Boot, the libraries and we describe.
	 */
	private static Map<String, JsonNode> metadata() throws IOException {
		Map<String, JsonNode> properties = new HashMap<>();
		ClassLoader classes = PapersTests.class.getClassLoader();
		for (URL file : Collections.list(classes.getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream json = file.openStream()) {
				FrontEnd.JSON.readTree(json)
					.path("properties")
					.forEach((property) -> properties.put(property.path("name").stringValue(), property));
			}
		}
		return properties;
	}

	private static boolean isOfAMap(String name, Map<String, JsonNode> known) {
		return known.entrySet()
			.stream()
			.anyMatch((each) -> name.startsWith(each.getKey() + ".")
					&& each.getValue().path("type").asString("").startsWith("java.util.Map"));
	}

	private static String shown(JsonNode value) {
		return (value.isMissingNode() || (value.isArray() && value.isEmpty())) ? "none" : value.asString();
	}

	/**
	 * A row of the table.
	 *
	 * @param variable the environment variable, as it stands there
	 */
	private record Documented(String name, String variable, String value) {
	}

}
