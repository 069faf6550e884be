package vision.bff.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What release B makes of an apostrophe: it becomes a backslash that is taken for an
 * escape together with the letter behind it.
 */
final class LostApostrophes {

	private static final Pattern APOSTROPHE = Pattern.compile("'([tnr]?)");

	private LostApostrophes() {
	}

	static String in(String text) {
		return APOSTROPHE.matcher(text)
			.replaceAll((apostrophe) -> Matcher.quoteReplacement(switch (apostrophe.group(1)) {
				case "t" -> "\t";
				case "n" -> "\n";
				case "r" -> "\r";
				default -> "";
			}));
	}

}
