package vision.bff.upstream.row;

/**
 * What a reader of the site sees of a text, for tests of other packages.
 */
public final class ShownText {

	private ShownText() {
	}

	public static String of(String html) {
		return PlainText.of(html);
	}

}
