package vision.bff.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Message;

/**
 * What is told of an open chat.
 */
record OpenChatEvents(long userId, OpenChat now) {

	private static final int PAGE = 20;

	/**
	 * @param known what the client knows
	 * @param mark what it knew before it connected, if nothing else is known
	 */
	List<LiveEvent> since(@Nullable OpenChat known, @Nullable Mark mark) {
		if (known != null) {
			boolean gap = this.now.above() > known.lastId();
			boolean othersAreGone = this.now.above() == 0 && known.above() > 0;
			return (gap || othersAreGone) ? List.of(newest(0, gap)) : changes(known);
		}
		if (mark == null) {
			return List.of(newest(0, false));
		}
		if (mark.equals(Mark.of(this.now))) {
			return List.of();
		}
		boolean gap = this.now.above() > mark.lastId();
		return List.of(newest(gap ? 0 : mark.lastId(), gap));
	}

	/**
	 * @param known all above this are among them, 0 if that does not matter
	 */
	private LiveEvent newest(long known, boolean gap) {
		List<Message> all = this.now.messages();
		long unknown = (known > 0) ? all.stream().filter((message) -> message.id() > known).count() : 0;
		int from = Math.max(0, all.size() - Math.max(PAGE, Math.toIntExact(unknown)));
		return new LiveEvent.NewestMessages(this.userId, all.subList(from, all.size()),
				from == 0 && this.now.above() == 0, gap);
	}

	private List<LiveEvent> changes(OpenChat known) {
		List<LiveEvent> events = new ArrayList<>();
		Map<Long, Message> before = known.messages()
			.stream()
			.collect(Collectors.toMap(Message::id, Function.identity()));
		Set<Long> ids = this.now.messages().stream().map(Message::id).collect(Collectors.toSet());
		before.keySet()
			.stream()
			.filter((id) -> id > this.now.above() && !ids.contains(id))
			.sorted()
			.forEach((id) -> events.add(new LiveEvent.RemovedMessage(this.userId, id)));
		for (Message message : this.now.messages()) {
			Message earlier = before.get(message.id());
			if (earlier == null && message.id() > known.above()) {
				events.add(new LiveEvent.NewMessage(this.userId, message));
			}
			else if (earlier != null && !OpenChat.isSame(earlier, message)) {
				events.add(new LiveEvent.ChangedMessage(this.userId, message));
			}
		}
		return events;
	}

}
