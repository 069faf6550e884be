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
 * What is told of an open chat, and what a client knows of it then.
 */
final class OpenChatEvents {

	private static final int PAGE = 20;

	private final long userId;

	private final OpenChat now;

	private final List<LiveEvent> events;

	private final OpenChat known;

	/**
	 * @param known what the client knows
	 * @param mark what it knew before it connected, if nothing else is known
	 */
	OpenChatEvents(long userId, OpenChat now, @Nullable OpenChat known, @Nullable Mark mark) {
		this.userId = userId;
		this.now = now;
		Long lastKnown = (known != null) ? Long.valueOf(known.lastId()) : (mark != null) ? mark.lastId() : null;
		if (lastKnown == null || now.above() > lastKnown) {
			this.known = newest(PAGE);
			this.events = List.of(snapshot(this.known.above() > 0));
		}
		else if (known != null && !isToBeToldAnew(known)) {
			this.known = now.knownAbove(Math.min(known.above(), newest(PAGE).above()));
			this.events = changes(known);
		}
		else if (known == null && Mark.of(newest(PAGE)).equals(mark)) {
			this.known = newest(PAGE);
			this.events = List.of();
		}
		else {
			long unknown = now.messages().stream().filter((message) -> message.id() > lastKnown).count();
			this.known = newest(Math.max(PAGE, Math.toIntExact(unknown)));
			this.events = List.of(snapshot(false));
		}
	}

	List<LiveEvent> events() {
		return this.events;
	}

	OpenChat known() {
		return this.known;
	}

	private OpenChat newest(int count) {
		List<Message> all = this.now.messages();
		return (all.size() > count) ? this.now.knownAbove(all.get(all.size() - count).id() - 1) : this.now;
	}

	private LiveEvent snapshot(boolean gap) {
		return new LiveEvent.NewestMessages(this.userId, this.known.messages(), this.known.above() == 0, gap);
	}

	/** All that was before it is gone, however much of that the client has. */
	private boolean isToBeToldAnew(OpenChat known) {
		return this.now.above() == 0 && known.above() > 0
				&& this.now.messages().stream().noneMatch((message) -> message.id() <= known.above());
	}

	/** What comes into view because newer ones were deleted is told as changed. */
	private List<LiveEvent> changes(OpenChat known) {
		List<LiveEvent> changes = new ArrayList<>();
		Map<Long, Message> before = known.messages()
			.stream()
			.collect(Collectors.toMap(Message::id, Function.identity()));
		Set<Long> ids = this.now.messages().stream().map(Message::id).collect(Collectors.toSet());
		before.keySet()
			.stream()
			.filter((id) -> id > this.now.above() && !ids.contains(id))
			.sorted()
			.forEach((id) -> changes.add(new LiveEvent.RemovedMessage(this.userId, id)));
		for (Message message : this.known.messages()) {
			Message earlier = before.get(message.id());
			if (earlier == null && message.id() > known.above()) {
				changes.add(new LiveEvent.NewMessage(this.userId, message));
			}
			else if (earlier == null || !OpenChat.isSame(earlier, message)) {
				changes.add(new LiveEvent.ChangedMessage(this.userId, message));
			}
		}
		return changes;
	}

}
