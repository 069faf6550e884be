package vision.bff.message;

/**
 * How messages may be looked at.
 */
public enum ReadMode {

	/** Without marking any as seen, which not every site can always do. */
	PEEK,

	/** Marking as seen what cannot be looked at otherwise. */
	READ

}
