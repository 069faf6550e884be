package vision.bff.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Message;

/**
 * The newest messages of a chat at which somebody looks.
 *
 * @param messages ascending by id, without a gap
 * @param above an id above which no other message can be seen; 0 if these are all
 */
record OpenChat(List<Message> messages, long above) {

	/** How many are remembered once all clients have been told. */
	static final int REMEMBERED = 50;

	/** 0 if there is none. */
	long lastId() {
		return this.messages.isEmpty() ? 0 : this.messages.getLast().id();
	}

	/** The same chat with what has come since, all of which is still to be told. */
	OpenChat plus(List<Message> newer) {
		return newer.isEmpty() ? this : newest(Stream.concat(this.messages.stream(), newer.stream()).toList(),
				Math.max(REMEMBERED, newer.size()), this.above);
	}

	/** The same chat as somebody knows it who knows nothing below an id. */
	OpenChat knownAbove(long above) {
		return (above <= this.above) ? this
				: new OpenChat(this.messages.stream().filter((message) -> message.id() > above).toList(), above);
	}

	/** The same chat with what was before it. */
	OpenChat reachingDownTo(long above, List<Message> older) {
		return new OpenChat(Stream.concat(older.stream(), this.messages.stream()).toList(), above);
	}

	private static OpenChat newest(List<Message> all, int count, long above) {
		int from = Math.max(0, all.size() - count);
		return (from == 0) ? new OpenChat(List.copyOf(all), above)
				: new OpenChat(List.copyOf(all.subList(from, all.size())), all.get(from - 1).id());
	}

	/**
	 * What the newest page makes of it. What is the same stays the same object.
	 */
	OpenChat refreshed(OpenChat page) {
		if (page.above > lastId()) {
			return page;
		}
		Map<Long, Message> known = this.messages.stream().collect(Collectors.toMap(Message::id, Function.identity()));
		List<Message> all = new ArrayList<>();
		if (page.above > 0) {
			this.messages.stream().filter((message) -> message.id() <= page.above).forEach(all::add);
		}
		page.messages.forEach((message) -> all.add(latest(known.get(message.id()), message)));
		OpenChat refreshed = newest(all, Math.max(REMEMBERED, this.messages.size()), Math.min(this.above, page.above));
		return refreshed.isSame(this) ? this : refreshed;
	}

	private static Message latest(@Nullable Message known, Message now) {
		return (known != null && isSame(known, now)) ? known : now;
	}

	private boolean isSame(OpenChat other) {
		return this.above == other.above && this.messages.equals(other.messages);
	}

	/** When it was sent is told more and more roughly as it gets older. */
	static boolean isSame(Message one, Message other) {
		return one.id() == other.id() && Objects.equals(one.seenAt(), other.seenAt())
				&& one.deletedByOther() == other.deletedByOther();
	}

}
