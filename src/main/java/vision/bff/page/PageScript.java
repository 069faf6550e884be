package vision.bff.page;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.io.ClassPathResource;

/**
 * The ES modules of the page as one, so that a browser asks once and not for each of
 * them. Each becomes a function that is called once and returns what it exports. It knows
 * the forms of {@code import} and {@code export} that stand alone on a line, which is all
 * that the page uses.
 */
final class PageScript {

	private static final Pattern IMPORT = Pattern
		.compile("(?m)^import (?:(?<all>\\w+)|\\{ (?<names>[^}]+) \\}) from '(?<from>[^']+)';?$");

	private static final Pattern EXPORT = Pattern
		.compile("(?m)^export (?:default |(?<kind>(?:async )?function|const|class) (?<name>\\w+))");

	private final Map<URI, String> modules = new LinkedHashMap<>();

	private PageScript() {
	}

	/**
	 * @param entry the module that nobody imports, seen from this class
	 */
	static String of(String entry) throws IOException {
		PageScript script = new PageScript();
		script.add(URI.create(entry));
		return "const modules = {}\n" + String.join("\n", script.modules.values());
	}

	private void add(URI path) throws IOException {
		if (this.modules.containsKey(path)) {
			return;
		}
		String source = new ClassPathResource(path.toString(), PageScript.class)
			.getContentAsString(StandardCharsets.UTF_8);
		for (MatchResult each : IMPORT.matcher(source).results().toList()) {
			add(path.resolve(each.group("from")));
		}
		this.modules.put(path, "modules['%s'] = (() => {\n%s\nreturn { %s }\n})()".formatted(path,
				withoutExports(withoutImports(source, path)), exported(source)));
	}

	private static String withoutImports(String source, URI path) {
		return IMPORT.matcher(source).replaceAll((each) -> {
			String names = (each.group("all") != null) ? "default: " + each.group("all")
					: each.group("names").replace(" as ", ": ");
			return Matcher
				.quoteReplacement("const { %s } = modules['%s']".formatted(names, path.resolve(each.group("from"))));
		});
	}

	private static String withoutExports(String source) {
		return EXPORT.matcher(source)
			.replaceAll((each) -> (each.group("name") == null) ? "const whole = "
					: each.group("kind") + " " + each.group("name"));
	}

	private static String exported(String source) {
		return EXPORT.matcher(source)
			.results()
			.map((each) -> (each.group("name") == null) ? "default: whole" : each.group("name"))
			.reduce((one, other) -> one + ", " + other)
			.orElse("");
	}

}
