package vision.bff.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as the site's database holds it, in the column of each release.
 *
 * @see Columns
 */
record StoredText(String column, String columnOfB, String columnOfC) {

	static final StoredText EMPTY = new StoredText("", "", "");

	private static final int LIMIT = 3_000;

	private static final int PREVIEW = 75;

	private static final int ANCHOR_LABEL = 26;

	private static final Pattern SCHEME = Pattern.compile("https?://");

	private static final Pattern URL = Pattern.compile("(?:https?://|www\\.)\\S+", Pattern.CASE_INSENSITIVE);

	private static final Pattern SQL_ESCAPE = Pattern.compile("\\\\([nr\\\\]?)");

	static StoredText of(String typed) {
		return new StoredText(Columns.ofA(typed), Columns.ofB(typed), Columns.ofC(typed));
	}

	boolean fits(Dialect dialect) {
		return length(column(dialect)) <= LIMIT;
	}

	String shown(Dialect dialect) {
		return withoutSqlEscapes(URL.matcher(column(dialect)).replaceAll((url) -> {
			String target = url.group();
			String href = SCHEME.matcher(target).lookingAt() ? target : "http://" + target;
			return Matcher.quoteReplacement("<a href=\"" + href + "\" target=\"_blank\" class=\"inline-link\">"
					+ crop(target, ANCHOR_LABEL, "...") + "</a>");
		}));
	}

	/**
	 * The chat list of A and B has the raw column, so the SQL escapes show, and A cuts
	 * entities.
	 */
	String preview(Dialect dialect) {
		return switch (dialect) {
			case A, EARLY -> crop(this.column, PREVIEW, "..");
			case B -> this.columnOfB;
			case C -> withoutSqlEscapes(this.columnOfC);
		};
	}

	static int length(String text) {
		return text.codePointCount(0, text.length());
	}

	static String trim(String text) {
		String blanks = " \t\n\r\0\u000b";
		int start = 0;
		int end = text.length();
		while (start < end && blanks.indexOf(text.charAt(start)) >= 0) {
			start++;
		}
		while (end > start && blanks.indexOf(text.charAt(end - 1)) >= 0) {
			end--;
		}
		return text.substring(start, end);
	}

	private String column(Dialect dialect) {
		return switch (dialect) {
			case A, EARLY -> this.column;
			case B -> this.columnOfB;
			case C -> this.columnOfC;
		};
	}

	private static String crop(String text, int limit, String ellipsis) {
		return (length(text) <= limit) ? text : text.substring(0, text.offsetByCodePoints(0, limit)) + ellipsis;
	}

	private static String withoutSqlEscapes(String text) {
		return SQL_ESCAPE.matcher(text).replaceAll((escape) -> Matcher.quoteReplacement(switch (escape.group(1)) {
			case "n" -> "\n";
			case "r" -> "\r";
			default -> escape.group(1);
		}));
	}

}
