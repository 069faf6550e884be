package vision.bff.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ChatList;

/**
 * What is known of a session.
 *
 * @param chats {@code null} until they were listed
 * @param open the chats at which somebody looks, by user id, once they were read
 * @param down whether the site is out of order
 * @param ended whether it no longer knows the session
 */
record LiveState(@Nullable ChatList chats, Map<Long, OpenChat> open, boolean down, boolean ended) {

	static final LiveState NOTHING = new LiveState(null, Map.of(), false, false);

	LiveState with(ChatList chats) {
		return new LiveState(chats, this.open, this.down, this.ended);
	}

	LiveState with(long userId, OpenChat chat) {
		Map<Long, OpenChat> open = new HashMap<>(this.open);
		open.put(userId, chat);
		return new LiveState(this.chats, Map.copyOf(open), this.down, this.ended);
	}

	/** Without the chats that nobody has open any more. */
	LiveState withOnly(Set<Long> userIds) {
		if (userIds.containsAll(this.open.keySet())) {
			return this;
		}
		Map<Long, OpenChat> open = new HashMap<>(this.open);
		open.keySet().retainAll(userIds);
		return new LiveState(this.chats, Map.copyOf(open), this.down, this.ended);
	}

	LiveState down(boolean down) {
		return new LiveState(this.chats, this.open, down, this.ended);
	}

	LiveState end() {
		return new LiveState(this.chats, this.open, this.down, true);
	}

}
