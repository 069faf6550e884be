package vision.bff.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each release puts into the database's column for a text: without templates and
 * tags, HTML-escaped, then escaped once more for SQL, which leaves backslashes before
 * newlines and quotes.
 * <p>
 * Hexadecimal entities are kept as they were typed. Decimal ones are left unescaped or
 * deleted.
 */
final class Columns {

	private static final Pattern TEMPLATE = Pattern.compile("\\{%.*?%\\}", Pattern.DOTALL);

	private static final Pattern IMAGE_TAG = Pattern.compile("<img\\b[^>]*>", Pattern.CASE_INSENSITIVE);

	private static final Pattern HEXADECIMAL_ENTITY = Pattern.compile("&amp;(#[xX][0-9a-fA-F]{1,6};)");

	private static final Pattern DECIMAL_ENTITY = Pattern.compile("&amp;(#\\d+;)");

	private Columns() {
	}

	static String ofA(String typed) {
		String html = DECIMAL_ENTITY.matcher(escaped(prepared(typed))).replaceAll("&$1");
		return withEscapedNewlines(html.replace("\"", "\\&quot;").replace("'", "\\&#039;"));
	}

	/**
	 * Image tags stay as they are.
	 */
	static String ofB(String typed) {
		String text = prepared(typed);
		StringBuilder html = new StringBuilder();
		Matcher image = IMAGE_TAG.matcher(text);
		int from = 0;
		while (image.find()) {
			html.append(withoutEntities(text.substring(from, image.start()))).append(image.group());
			from = image.end();
		}
		html.append(withoutEntities(text.substring(from)));
		return withEscapedNewlines(
				LostApostrophes.in(html.toString()).replace("\\", "\\\\").replace("&quot;", "\\&quot;"));
	}

	static String ofC(String typed) {
		String html = DECIMAL_ENTITY.matcher(escaped(prepared(typed))).replaceAll("");
		return withEscapedNewlines(html.replace("\"", "\\\"").replace("'", "\\'"));
	}

	private static String withoutEntities(String text) {
		return DECIMAL_ENTITY.matcher(escaped(text)).replaceAll("").replace("\"", "&quot;");
	}

	private static String prepared(String typed) {
		return TEMPLATE.matcher(StoredText.trim(typed).replace("\\", "")).replaceAll("");
	}

	private static String escaped(String text) {
		String html = StrippedTags.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
		return HEXADECIMAL_ENTITY.matcher(html).replaceAll("&$1");
	}

	private static String withEscapedNewlines(String html) {
		return html.replace("\n", "\\n").replace("\r", "\\r");
	}

}
