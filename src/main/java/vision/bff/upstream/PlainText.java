package vision.bff.upstream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * What a reader of the site sees, as plain text: UPSTREAM.md, "Text".
 */
final class PlainText {

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
		StringBuilder text = new StringBuilder(html.length());
		append(Jsoup.parseBodyFragment(html).body(), text);
		return text.toString();
	}

	private static void append(Node parent, StringBuilder text) {
		for (Node node : parent.childNodes()) {
			switch (node) {
				case TextNode characters -> text.append(characters.getWholeText());
				case Element link when link.normalName().equals("a") && link.hasAttr("href") ->
					text.append(target(link));
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
	private static String target(Element link) {
		String href = link.attr("href");
		boolean added = link.wholeText().startsWith("www.") && href.startsWith("http://www.");
		return added ? href.substring("http://".length()) : href;
	}

}
