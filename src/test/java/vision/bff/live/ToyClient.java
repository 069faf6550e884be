package vision.bff.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import vision.bff.chat.Chat;
import vision.bff.message.Message;

/**
 * A front end that believes what it is told, by the rules of the contract.
 */
final class ToyClient {

	final List<Chat> chats = new ArrayList<>();

	final Map<Long, TreeMap<Long, Message>> messages = new HashMap<>();

	final Set<Long> open;

	int unread;

	String lastEventId = "";

	ToyClient(Set<Long> open) {
		this.open = open;
	}

	void hear(LiveEvent event) {
		switch (event) {
			case LiveEvent.AllChats all -> {
				this.chats.clear();
				this.chats.addAll(all.items());
				this.unread = all.unreadCount();
			}
			case LiveEvent.ChangedChat changed -> {
				this.chats.removeIf((chat) -> chat.user().id() == changed.chat().user().id());
				this.chats.add(changed.index(), changed.chat());
			}
			case LiveEvent.RemovedChat removed -> this.chats.removeIf((chat) -> chat.user().id() == removed.userId());
			case LiveEvent.Unread unread -> this.unread = unread.count();
			case LiveEvent.NewestMessages newest -> {
				TreeMap<Long, Message> known = of(newest.userId());
				if (newest.gap() || newest.complete() || newest.items().isEmpty()) {
					known.clear();
				}
				else {
					known.tailMap(newest.items().getFirst().id(), true).clear();
				}
				newest.items().forEach((message) -> known.put(message.id(), message));
			}
			case LiveEvent.NewMessage added -> of(added.userId()).put(added.message().id(), added.message());
			case LiveEvent.ChangedMessage changed ->
				of(changed.userId()).put(changed.message().id(), changed.message());
			case LiveEvent.RemovedMessage removed -> of(removed.userId()).remove(removed.id());
			case LiveEvent.UpstreamState state -> {
			}
			case LiveEvent.SessionEnded ended -> throw new AssertionError("The session goes on");
			case LiveEvent.Bye bye -> throw new AssertionError("Nobody leaves");
		}
	}

	TreeMap<Long, Message> of(long userId) {
		return this.messages.computeIfAbsent(userId, (id) -> new TreeMap<>());
	}

}
