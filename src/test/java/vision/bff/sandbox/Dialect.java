package vision.bff.sandbox;

/**
 * The releases of the product that the sandbox can speak. Switching changes every row at
 * once, also those stored before.
 */
public enum Dialect {

	/**
	 * The release that answers like the samples of the upstream's page.
	 */
	A,

	/**
	 * The modified release. Its previews are not cropped, its times look like
	 * {@code 2026-11-23 08:53:17} on a 12-hour clock, images are not looked into, and a
	 * search without a hit has the code 404.
	 * <p>
	 * Image tags come back raw with all their attributes; other tags are lost, as in A.
	 * <p>
	 * An apostrophe becomes a backslash that PHP takes for an escape: {@code don't it's}
	 * comes back as {@code don}, a tab, a blank and {@code its}, {@code 'x41} as
	 * {@code A}, {@code 'hello'} as {@code hello\}. Decimal entities are deleted.
	 */
	B,

	/**
	 * The newest release. Quotes are not HTML-escaped but have a backslash before them in
	 * the column, which rows show as it is in {@code msg_raw}. Decimal entities are
	 * deleted. A text that was not stored marks the chat as seen all the same. The chat
	 * list is not cropped, has null where there is nothing to show, and has
	 * {@code is_online}. Web users send audio, with its URL in {@code audio_record}, and
	 * video. All else is as in A.
	 * <p>
	 * Of this release hardly a site has a search that works. That is left to
	 * {@link Quirk#SEARCH_BROKEN}, which the command line sets unless told otherwise.
	 */
	C,

	/**
	 * As A, with twenty messages a page whatever {@code page_size} says, unless
	 * {@code offset_up} is given.
	 */
	EARLY

}
