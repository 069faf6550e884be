package vision.bff.sandbox;

/**
 * What is wrong, or merely different, on some sites of any release, for every request.
 * For what goes wrong now and then see {@link FaultKind}.
 */
public enum Quirk {

	/**
	 * Every search ends in {@code Call to undefined function}, as HTML with the status
	 * 200.
	 */
	SEARCH_BROKEN,

	/**
	 * A PHP warning is printed before the JSON of every answer.
	 */
	WARNINGS,

	/**
	 * With PHP's {@code display_errors} off a fatal error is an empty HTTP 500, and
	 * warnings do not show.
	 */
	ERRORS_HIDDEN,

	/**
	 * The chat list is a deprecation notice (errno 8192) as long as a listed chat has
	 * nothing to show, as after {@code delete_chat=0}.
	 */
	CLEARING_BREAKS_CHATS,

	/**
	 * Relative times are in Russian.
	 */
	RUSSIAN_LABELS,

	/**
	 * The times of messages look like {@code 23 November, 09:18}, in English and on a
	 * 12-hour clock, like all times of the product.
	 */
	TIMES_WITHOUT_YEAR,

	/**
	 * The column of the texts has no room for characters beyond U+FFFF: a text with one
	 * is a false success that stores nothing, as one that is too long.
	 */
	NARROW_TEXT,

	/**
	 * There is no counter of unread messages where others have it.
	 */
	COUNTER_MISSING,

	/**
	 * There is no web login where others have it.
	 */
	LOGIN_MISSING,

	/**
	 * The owner of the site did not switch on the mobile API: every call says so with the
	 * status 200, whatever the session, and does nothing. The counter and the web login
	 * go on.
	 */
	API_DISABLED

}
