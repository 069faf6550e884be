package vision.bff.message.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The one preference that is heeded: how strictly a text is handled (RFC 7240 section
 * 4.4).
 */
final class Preference {

	static final String LENIENT = "handling=lenient";

	private static final Pattern HANDLING = Pattern.compile("(?:^|,)\\s*handling\\s*=\\s*\"?(\\w+)\"?\\s*(?=[;,]|$)",
			Pattern.CASE_INSENSITIVE);

	private Preference() {
	}

	/**
	 * Whether a request prefers lenient handling. Of several the first one counts, and
	 * whatever is not understood is ignored (RFC 7240 section 2).
	 */
	static boolean isLenient(@Nullable String prefer) {
		Matcher handling = HANDLING.matcher((prefer != null) ? prefer : "");
		return handling.find() && handling.group(1).equalsIgnoreCase("lenient");
	}

}
