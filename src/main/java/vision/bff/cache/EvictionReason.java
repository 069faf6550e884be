package vision.bff.cache;

/**
 * What made a list wrong.
 */
enum EvictionReason {

	SEND, DELETE, CLEAR, READ, OUTDATED, SESSION

}
