package vision.bff.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.live.LiveEvent.UpstreamState;

/**
 * What one client knows. It is all that is remembered of what it was told, and its name
 * is all that has to come back to go on from there.
 */
final class Knowledge {

	/** Above so many events about the list the whole of it is less. */
	private static final int MANY = 20;

	/** Names of the list and of the open chats, as the client had them at first. */
	private final LastEventId before;

	private final Set<Long> open;

	private @Nullable ChatList chats;

	/** What was learnt last, of which a client need not be told all. */
	private final Map<Long, OpenChat> learnt = new HashMap<>();

	private final Map<Long, OpenChat> messages = new HashMap<>();

	private final Map<Long, Long> needed = new HashMap<>();

	private @Nullable Boolean down;

	private boolean ended;

	/**
	 * @param lastEventId what the client had been told before, empty for nothing
	 * @param open the users at whose chats the client looks
	 */
	Knowledge(String lastEventId, Set<Long> open) {
		this.before = LastEventId.of(lastEventId);
		this.open = open;
		this.before.marks().forEach((userId, mark) -> {
			if (open.contains(userId) && mark.lastId() > 0) {
				this.needed.put(userId, mark.lastId());
			}
		});
	}

	/**
	 * The message after which a client needs those of an open chat.
	 * @return {@code null} if it needs none in particular
	 */
	synchronized @Nullable Long neededAbove(long userId) {
		return this.needed.get(userId);
	}

	/** There is no more of what the client needs than is there now. */
	synchronized void needsNoMore(long userId) {
		this.needed.remove(userId);
	}

	/** The users at whose chats the client looks. */
	Set<Long> open() {
		return this.open;
	}

	/** All that is told to a client that knows this, which knows it then. */
	synchronized News learn(LiveState state) {
		String idWithin = eventId().partial().toString();
		List<LiveEvent> events = events(state);
		return new News(events, idWithin, eventId().toString());
	}

	private List<LiveEvent> events(LiveState state) {
		List<LiveEvent> events = new ArrayList<>();
		boolean known = state.down() || state.chats() != null;
		if (known && !Boolean.valueOf(state.down()).equals(this.down)) {
			this.down = state.down();
			events.add(new UpstreamState(state.down() ? UpstreamState.State.DOWN : UpstreamState.State.UP));
		}
		if (state.chats() != null && state.chats() != this.chats) {
			learn(state.chats(), events);
		}
		for (long userId : this.open) {
			OpenChat chat = state.open().get(userId);
			if (chat != null && chat != this.learnt.get(userId) && !this.needed.containsKey(userId)) {
				OpenChatEvents told = new OpenChatEvents(userId, chat, this.messages.get(userId),
						this.before.marks().get(userId));
				events.addAll(told.events());
				this.messages.put(userId, told.known());
				this.learnt.put(userId, chat);
			}
		}
		if (state.ended() && !this.ended) {
			this.ended = true;
			events.add(new LiveEvent.SessionEnded());
		}
		return events;
	}

	private void learn(ChatList now, List<LiveEvent> events) {
		ChatList known = this.chats;
		if (known == null) {
			events.add(Digests.of(now).equals(this.before.list()) ? new LiveEvent.Unread(now.unreadCount()) : all(now));
		}
		else {
			List<LiveEvent> changes = changes(known, now);
			events.addAll((changes.size() > MANY) ? List.of(all(now)) : changes);
			if (known.unreadCount() != now.unreadCount()) {
				events.add(new LiveEvent.Unread(now.unreadCount()));
			}
		}
		this.chats = now;
	}

	private static LiveEvent all(ChatList list) {
		return new LiveEvent.AllChats(list.items(), list.unreadCount());
	}

	/** From the top down, so that each index holds once all before it are done. */
	private static List<LiveEvent> changes(ChatList known, ChatList now) {
		List<LiveEvent> changes = new ArrayList<>();
		List<Chat> client = new ArrayList<>(known.items());
		Set<Long> left = now.items().stream().map((chat) -> chat.user().id()).collect(Collectors.toSet());
		known.items()
			.stream()
			.map((chat) -> chat.user().id())
			.filter((userId) -> !left.contains(userId))
			.forEach((userId) -> {
				client.removeIf((chat) -> chat.user().id() == userId);
				changes.add(new LiveEvent.RemovedChat(userId));
			});
		for (int index = 0; index < now.items().size(); index++) {
			Chat chat = now.items().get(index);
			if (index >= client.size() || !Digests.isSame(client.get(index), chat)) {
				client.removeIf((each) -> each.user().id() == chat.user().id());
				client.add(index, chat);
				changes.add(new LiveEvent.ChangedChat(index, chat));
			}
		}
		return changes;
	}

	/** Stands for this knowledge, on any replica. */
	private LastEventId eventId() {
		Map<Long, Mark> marks = new HashMap<>();
		for (long userId : this.open) {
			OpenChat chat = this.messages.get(userId);
			Mark mark = (chat != null) ? Mark.of(chat) : this.before.marks().get(userId);
			if (mark != null) {
				marks.put(userId, mark);
			}
		}
		return new LastEventId((this.chats != null) ? Digests.of(this.chats) : this.before.list(), marks);
	}

}
