package vision.bff.cache;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ChatList;

/**
 * The last list that was good, if there was one. Equal only to itself: once evicted, it
 * takes with it whatever is still on its way there.
 */
final class LastGood {

	private final @Nullable ChatList list;

	LastGood(@Nullable ChatList list) {
		this.list = list;
	}

	@Nullable ChatList list() {
		return this.list;
	}

}
