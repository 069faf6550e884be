package vision.bff.sandbox;

/**
 * Loses what PHP's {@code strip_tags} loses: from a {@code <} that no blank follows to
 * its {@code >}, or to the end of the text when there is none.
 */
final class StrippedTags {

	private final StringBuilder kept = new StringBuilder();

	private int depth;

	private char quote;

	private StrippedTags() {
	}

	static String of(String text) {
		StrippedTags stripped = new StrippedTags();
		for (int i = 0; i < text.length(); i++) {
			char next = (i + 1 < text.length()) ? text.charAt(i + 1) : 'x';
			stripped.read(text.charAt(i), next);
		}
		return stripped.kept.toString();
	}

	private void read(char character, char next) {
		if (character == '\0') {
			return;
		}
		if (this.depth == 0) {
			readOutside(character, next);
		}
		else {
			readInside(character, next);
		}
	}

	private void readOutside(char character, char next) {
		if (character == '<' && !isBlank(next)) {
			this.depth = 1;
		}
		else {
			this.kept.append(character);
		}
	}

	private void readInside(char character, char next) {
		if (this.quote != 0) {
			this.quote = (character == this.quote) ? 0 : this.quote;
			return;
		}
		switch (character) {
			case '"', '\'' -> this.quote = character;
			case '<' -> this.depth += isBlank(next) ? 0 : 1;
			case '>' -> this.depth--;
			default -> {
			}
		}
	}

	private static boolean isBlank(char character) {
		return character == ' ' || (character >= '\t' && character <= '\r');
	}

}
