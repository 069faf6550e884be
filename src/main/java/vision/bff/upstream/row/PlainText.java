package vision.bff.upstream.row;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * What a reader of the site sees, as plain text: UPSTREAM.md, "Text".
 */
final class PlainText {

	/** A link as the site makes it of an address that somebody typed. */
	private static final Pattern LINK = Pattern
		.compile("<a href=\"([^\"<>]*)\" target=\"_blank\" class=\"inline-link\">([^<>]*)</a>");

	/** What the site puts in front of an address that has no scheme in small letters. */
	private static final String ADDED_SCHEME = "http://";

	/** What stands at the end of a label that the site cropped. */
	private static final String MORE = "...";

	/** A backslash of SQL that the site did not undo, with what it stands before. */
	private static final Pattern SQL_ESCAPE = Pattern.compile("\\\\([nr\"'\\\\]|&quot;|&#039;)");

	private PlainText() {
	}

	/**
	 * Undoes the entities once, puts what was typed where a link stands, and drops any
	 * other markup.
	 */
	static String of(String html) {
		if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
			return html;
		}
		String unlinked = LINK.matcher(html)
			.replaceAll((link) -> Matcher.quoteReplacement(typed(link.group(1), link.group(2))));
		return (unlinked.indexOf('<') < 0) ? Parser.unescapeEntities(unlinked, false) : parsed(unlinked);
	}

	/**
	 * The same of a text as it stands in the database, which has no links but backslashes
	 * before quotes and for newlines.
	 * @param doubled whether a backslash that was typed stands there twice
	 */
	static String ofStored(String column, boolean doubled) {
		return of(SQL_ESCAPE.matcher(column).replaceAll((escape) -> Matcher.quoteReplacement(switch (escape.group(1)) {
			case "n" -> "\n";
			case "r" -> "\r";
			case "\\" -> doubled ? "\\" : escape.group();
			default -> escape.group(1);
		})));
	}

	/**
	 * The address that a link was made of: its label where that is whole, otherwise what
	 * the label is the beginning of. Both are still escaped alike.
	 */
	private static String typed(String href, String label) {
		if (href.equals(label) || href.equals(ADDED_SCHEME + label) || !label.endsWith(MORE)) {
			return label;
		}
		String beginning = label.substring(0, label.length() - MORE.length());
		boolean added = !href.startsWith(beginning) && href.startsWith(ADDED_SCHEME + beginning);
		return added ? href.substring(ADDED_SCHEME.length()) : href;
	}

	private static String parsed(String html) {
		StringBuilder text = new StringBuilder(html.length());
		append(Jsoup.parseBodyFragment(html).body(), text);
		return text.toString();
	}

	/**
	 * Links that are not as the site makes them have their label read, or their address
	 * where the label is cropped.
	 */
	private static void append(Node parent, StringBuilder text) {
		for (Node node : parent.childNodes()) {
			switch (node) {
				case TextNode characters -> text.append(characters.getWholeText());
				case Element link when link.normalName().equals("a") && link.hasAttr("href") ->
					text.append(typed(link.attr("href"), link.wholeText()));
				case Element element when element.normalName().equals("br") -> text.append('\n');
				case Element element -> append(element, text);
				default -> {
				}
			}
		}
	}

}
