package vision.bff.sandbox;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What release B makes of an apostrophe: it becomes a backslash that PHP's
 * {@code stripcslashes} takes for an escape together with what is behind it. The
 * apostrophes of raw image tags stay.
 */
final class LostApostrophes {

	private static final Pattern APOSTROPHE = Pattern
		.compile("(?<image>(?i:<img\\b[^>]*>))|'(?:(?<control>[abfnrtv])|x(?<hex>[0-9A-Fa-f]{1,2})"
				+ "|(?<octal>[0-7]{1,3})|(?<backslash>'|\\z))?");

	private static final Map<String, String> CONTROLS = Map.of("a", "\u0007", "b", "\b", "f", "\f", "n", "\n", "r",
			"\r", "t", "\t", "v", "\u000b");

	private LostApostrophes() {
	}

	static String in(String html) {
		return APOSTROPHE.matcher(html).replaceAll((found) -> Matcher.quoteReplacement(left(found)));
	}

	private static String left(MatchResult found) {
		if (found.group("image") != null) {
			return found.group("image");
		}
		if (found.group("control") != null) {
			return CONTROLS.getOrDefault(found.group("control"), "");
		}
		if (found.group("hex") != null) {
			return Character.toString(Integer.parseInt(found.group("hex"), 16));
		}
		if (found.group("octal") != null) {
			return Character.toString(Integer.parseInt(found.group("octal"), 8) & 0xff);
		}
		return (found.group("backslash") != null) ? "\\" : "";
	}

}
