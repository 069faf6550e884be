package vision.bff.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.jspecify.annotations.Nullable;

/**
 * A search word as the site uses it: put between slashes, unescaped, and run as a regular
 * expression over the bytes of the HTML.
 */
record SearchPattern(@Nullable Pattern pattern) {

	private static final int LIMIT = 32;

	private static final Pattern LITERAL_BRACE = Pattern.compile("\\{(?!\\d+(?:,\\d*)?\\})");

	private static final Pattern DELIMITER = Pattern.compile("(?<!\\\\)/");

	/**
	 * Without a word every message is a hit.
	 * @throws PatternSyntaxException when PHP would warn about the expression
	 */
	static SearchPattern of(String query) {
		String word = StoredText.trim(StrippedTags.of(query));
		if (PhpValue.isBlank(word)) {
			return new SearchPattern(null);
		}
		if (StoredText.length(word) > LIMIT) {
			word = word.substring(0, word.offsetByCodePoints(0, LIMIT));
		}
		var delimiter = DELIMITER.matcher(word);
		if (delimiter.find()) {
			throw new PatternSyntaxException("Unknown modifier '/'", word, delimiter.start());
		}
		String expression = LITERAL_BRACE.matcher(bytes(word)).replaceAll("\\\\{");
		return new SearchPattern(Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNIX_LINES));
	}

	int hits(String text) {
		if (this.pattern == null) {
			return 1;
		}
		try {
			return (int) this.pattern.matcher(bytes(text)).results().count();
		}
		catch (StackOverflowError ex) {
			return 0;
		}
	}

	private static String bytes(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

}
