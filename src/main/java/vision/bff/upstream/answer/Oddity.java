package vision.bff.upstream.answer;

import java.util.Locale;

/**
 * What no release of the site is known to answer (UPSTREAM.md, "Transport").
 */
public enum Oddity {

	OUTPUT_BEFORE_JSON, UNKNOWN_CODE, UNKNOWN_MESSAGE, UNKNOWN_SIGN_IN, SIGN_IN_WITHOUT_TOKEN;

	/** Its name in metrics. */
	public String kind() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
