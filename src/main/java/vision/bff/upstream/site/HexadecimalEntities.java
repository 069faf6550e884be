package vision.bff.upstream.site;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hexadecimal entities, which the site keeps as they are (UPSTREAM.md, "Text").
 */
final class HexadecimalEntities {

	private static final Pattern HEXADECIMAL_ENTITY = Pattern.compile("&#[xX][0-9a-fA-F]+;");

	private HexadecimalEntities() {
	}

	static String instead(Pattern characters, String text) {
		return characters.matcher(text)
			.replaceAll((character) -> Matcher.quoteReplacement("&#x%x;".formatted(character.group().codePointAt(0))));
	}

	/** How many characters it is in the column of the site, whose escapes count too. */
	static int storedLength(String sent) {
		Matcher entities = HEXADECIMAL_ENTITY.matcher(sent);
		int inEntities = entities.results().mapToInt((entity) -> entity.group().length()).sum();
		return inEntities + entities.replaceAll("").codePoints().map(HexadecimalEntities::storedLength).sum();
	}

	private static int storedLength(int codePoint) {
		return switch (codePoint) {
			case '&' -> 5;
			case '<', '>' -> 4;
			case '"', '\'' -> 7;
			case '\n', '\r' -> 2;
			default -> 1;
		};
	}

}
