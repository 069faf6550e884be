package vision.bff.upstream;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of the site sees, as plain text: UPSTREAM.md, "Text".
 */
final class PlainText {

	/** What the site itself escapes, and so all that most texts have. */
	private static final Map<String, String> USUAL_ENTITIES = Map.of("&amp;", "&", "&lt;", "<", "&gt;", ">", "&quot;",
			"\"", "&#039;", "'");

	/** A link as the site makes it, around a label that begins without an entity. */
	private static final Pattern USUAL_LINK = Pattern
		.compile("<a href=\"([^\"<>]*)\" target=\"_blank\" class=\"inline-link\">([^<&]{4}[^<]*)</a>");

	private PlainText() {
	}

	/**
	 * Undoes the entities once, puts the whole address where a shortened link stood, and
	 * drops any other markup.
	 */
	static String of(String html) {
		if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
			return html;
		}
		String usual = (html.indexOf('\0') < 0) ? withUsualMarkup(html) : null;
		return (usual != null) ? usual : parsed(html);
	}

	/**
	 * The text if there is nothing in it but what the site usually writes. A parser for
	 * each message would be a tenth of the time of a page (bench/NOTES.md).
	 */
	private static @Nullable String withUsualMarkup(String html) {
		int link = html.indexOf('<');
		if (link < 0) {
			return withUsualEntities(html);
		}
		StringBuilder text = new StringBuilder(html.length());
		Matcher matcher = USUAL_LINK.matcher(html);
		int from = 0;
		for (; link >= 0; link = html.indexOf('<', from)) {
			matcher.region(link, html.length());
			String before = withUsualEntities(html.substring(from, link));
			String address = matcher.lookingAt() ? withUsualEntities(matcher.group(1)) : null;
			if (before == null || address == null) {
				return null;
			}
			text.append(before).append(target(address, matcher.group(2)));
			from = matcher.end();
		}
		String rest = withUsualEntities(html.substring(from));
		return (rest != null) ? text.append(rest).toString() : null;
	}

	private static @Nullable String withUsualEntities(String html) {
		int start = html.indexOf('&');
		if (start < 0) {
			return html;
		}
		StringBuilder text = new StringBuilder(html.length());
		int from = 0;
		for (; start >= 0; start = html.indexOf('&', from)) {
			int end = html.indexOf(';', start) + 1;
			String character = (end > 0) ? USUAL_ENTITIES.get(html.substring(start, end)) : null;
			if (character == null) {
				return null;
			}
			text.append(html, from, start).append(character);
			from = end;
		}
		return text.append(html, from, html.length()).toString();
	}

	private static String parsed(String html) {
		StringBuilder text = new StringBuilder(html.length());
		append(Jsoup.parseBodyFragment(html).body(), text);
		return text.toString();
	}

	private static void append(Node parent, StringBuilder text) {
		for (Node node : parent.childNodes()) {
			switch (node) {
				case TextNode characters -> text.append(characters.getWholeText());
				case Element link when link.normalName().equals("a") && link.hasAttr("href") ->
					text.append(target(link.attr("href"), link.wholeText()));
				case Element element when element.normalName().equals("br") -> text.append('\n');
				case Element element -> append(element, text);
				default -> {
				}
			}
		}
	}

	/**
	 * The site puts {@code http://} in front of an address that was typed as
	 * {@code www.…}; the label shows what was typed.
	 */
	private static String target(String href, String label) {
		boolean added = label.startsWith("www.") && href.startsWith("http://www.");
		return added ? href.substring("http://".length()) : href;
	}

}
