package vision.bff.live;

/**
 * Waits until it is a watch's turn to make a call.
 */
@FunctionalInterface
interface Turn {

	void await();

}
