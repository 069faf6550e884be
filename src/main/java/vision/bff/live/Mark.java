package vision.bff.live;

/**
 * What a client knew of an open chat.
 *
 * @param lastId the last message it had, 0 for none
 * @param digest of what it knew of the newest ones, empty if that is not certain
 */
record Mark(long lastId, String digest) {

	static Mark of(OpenChat chat) {
		return new Mark(chat.lastId(), Digests.of(chat));
	}

}
