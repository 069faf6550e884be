package vision.bff.upstream.site;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import vision.bff.message.OutgoingText;
import vision.bff.problem.ProblemException;

/**
 * How a text goes out so that it comes back as it was typed: UPSTREAM.md, "Text". The
 * site keeps hexadecimal entities, and every reader who decodes HTML sees the character.
 */
public final class TextEncoding {

	/** Of a text as the site stores it. */
	private static final int MAX_STORED = 3000;

	/** What a narrow column has no room for: characters of four bytes in UTF-8. */
	private static final Pattern WIDE = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");

	private final boolean exact;

	private final SiteTraits traits;

	/**
	 * @param exact whether entities may be used; without them a text goes out as it is
	 */
	public TextEncoding(boolean exact, SiteTraits traits) {
		this.exact = exact;
		this.traits = traits;
	}

	/**
	 * A text on its way to the site.
	 *
	 * @param typed the text as a person typed it
	 * @param sent what is sent for it
	 * @param certain whether every release gives it back as it was typed
	 */
	public record Encoded(String typed, String sent, boolean certain) {

		/** Whether a site with narrow columns would only say that it stored this. */
		public boolean isWide() {
			return WIDE.matcher(this.sent).find();
		}

	}

	/**
	 * @throws ProblemException {@code invalid-message} if the site has no room for it, or
	 * would lose something of it and the text is not lenient
	 */
	public Encoded encode(OutgoingText text) {
		String typed = text.value();
		List<String> losses = losses(typed);
		if (!losses.isEmpty() && !text.lenient()) {
			throw OutgoingText.invalid("must not have what the site would lose: " + String.join(", ", losses));
		}
		if (!this.exact && Hazard.LONE_ZERO.isIn(typed)) {
			throw OutgoingText.invalid("must not be a lone 0, which the site refuses");
		}
		String sent = this.exact ? HexadecimalEntities.instead(Hazard.ANY, typed) : typed;
		if (this.traits.isNarrow() && WIDE.matcher(sent).find()) {
			if (!this.exact) {
				throw OutgoingText
					.invalid("must not have emoji and other characters beyond U+FFFF, which this site has no room for");
			}
			sent = HexadecimalEntities.instead(WIDE, sent);
		}
		int excess = HexadecimalEntities.storedLength(sent) - MAX_STORED;
		if (excess > 0) {
			throw OutgoingText.invalid(("is %d over the 3000 characters that the site has room for: "
					+ "quotes, \\ and < count up to 7, & up to 6, > 4, a newline 2, an emoji up to 9")
				.formatted(excess));
		}
		return new Encoded(typed, sent, losses.isEmpty() && (this.exact || !Hazard.APOSTROPHE.isIn(typed)));
	}

	private List<String> losses(String typed) {
		if (typed.indexOf('\0') >= 0) {
			return List.of("NUL characters");
		}
		if (this.exact) {
			return List.of();
		}
		if (this.traits.losesApostrophes() && Hazard.APOSTROPHE.isIn(typed)) {
			return List.of("apostrophes");
		}
		return Arrays.stream(Hazard.values())
			.filter((hazard) -> hazard.isIn(typed))
			.map(Hazard::loss)
			.filter(Objects::nonNull)
			.toList();
	}

}
