package vision.bff.message;

import java.util.regex.Pattern;

/**
 * Tells what a code point is to somebody who reads it.
 */
final class CharacterKind {

	/**
	 * Fillers, joiners and variation selectors, which Unicode counts among letters, marks
	 * and symbols (Default_Ignorable_Code_Point, and the blank of Braille).
	 */
	private static final Pattern INVISIBLE = Pattern
		.compile("[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0"
				+ "\\x{e0100}-\\x{e01ef}]");

	private CharacterKind() {
	}

	static boolean isInvisible(int codePoint) {
		return switch (Character.getType(codePoint)) {
			case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				true;
			default -> INVISIBLE.matcher(Character.toString(codePoint)).matches();
		};
	}

	static boolean isSurrogate(int codePoint) {
		return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
	}

}
