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
	 * The modified release. Its previews are not cropped and null when there is nothing
	 * to show, its times look like {@code 2026-11-23 08:53:17} on a 12-hour clock, images
	 * are not looked into, and a search without a hit has the code 404.
	 * <p>
	 * Image tags come back raw with all their attributes; other tags are lost, as in A.
	 * <p>
	 * An apostrophe becomes a backslash that PHP takes for an escape: {@code don't it's}
	 * comes back as {@code don}, a tab, a blank and {@code its}, {@code 'x41} as
	 * {@code A}, {@code 'hello'} as {@code hello\}. Decimal entities are deleted.
	 */
	B,

	/**
	 * As A, with twenty messages a page whatever {@code page_size} says, unless
	 * {@code offset_up} is given.
	 */
	EARLY

}
