package vision.bff.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;

/**
 * Reads a chat at which somebody looks, which marks its messages as seen.
 */
final class OpenChatWatch {

	private static final int PAGE = 20;

	/** More than so many that somebody has missed are no longer made up for. */
	private static final int MAX_MISSED = 200;

	private final Conversation conversation;

	private final Messages messages;

	private final Intervals intervals;

	private long nextNew;

	private long nextPage;

	private boolean resting;

	OpenChatWatch(Conversation conversation, Messages messages, Intervals intervals) {
		this.conversation = conversation;
		this.messages = messages;
		this.intervals = intervals;
	}

	/** It cannot be read for now. */
	void rest(long now) {
		this.resting = true;
		this.nextPage = now + this.intervals.slowest().toNanos();
	}

	boolean isResting(long now) {
		this.resting &= now - this.nextPage < 0;
		return this.resting;
	}

	/**
	 * The chat as it is now, the same object if nothing has changed or it is too soon.
	 */
	OpenChat look(@Nullable OpenChat known, long now, Duration quietFor, boolean outdated, Turn turn) {
		OpenChat chat = known;
		boolean pageDue = chat == null || outdated || now - this.nextPage >= 0;
		if (chat != null && chat.lastId() > 0 && (outdated || now - this.nextNew >= 0)) {
			chat = chat.plus(newer(chat.lastId(), turn));
		}
		else if (chat != null && chat.lastId() == 0 && now - this.nextNew >= 0) {
			pageDue = true;
		}
		if (pageDue) {
			turn.await();
			OpenChat page = open(read(new Position.Newest(), PAGE));
			chat = (chat == null) ? page
					: (page.above() > chat.lastId() && chat.lastId() > 0) ? chat : chat.refreshed(page);
			this.nextPage = now + this.intervals.slower(this.intervals.page(), quietFor).toNanos();
		}
		if (pageDue || now - this.nextNew >= 0) {
			this.nextNew = now + this.intervals.slower(this.intervals.open(), quietFor).toNanos();
		}
		return Objects.requireNonNull(chat);
	}

	private List<Message> newer(long lastId, Turn turn) {
		List<Message> newer = new ArrayList<>();
		Position.After after = new Position.After(lastId);
		while (after != null && newer.size() < MAX_MISSED) {
			turn.await();
			MessagePage page = read(after, Messages.MAX_LIMIT);
			newer.addAll(page.items());
			after = page.newer();
		}
		return newer;
	}

	/**
	 * The same chat with all that somebody has missed, if that is not too much.
	 * @param above the last message that they have
	 */
	OpenChat reachingDownTo(long above, OpenChat chat, Turn turn) {
		if (chat.above() <= above) {
			return chat;
		}
		long first = chat.messages().isEmpty() ? Long.MAX_VALUE : chat.messages().getFirst().id();
		List<Message> missed = new ArrayList<>();
		Position.After after = new Position.After(above);
		while (after != null && missed.size() < MAX_MISSED) {
			turn.await();
			MessagePage page = read(after, Messages.MAX_LIMIT);
			page.items().stream().filter((message) -> message.id() < first).forEach(missed::add);
			boolean reached = page.items().isEmpty() || page.items().getLast().id() >= first;
			if (reached) {
				return chat.reachingDownTo(above, missed);
			}
			after = page.newer();
		}
		return (after == null) ? chat.reachingDownTo(above, missed) : chat;
	}

	private MessagePage read(Position position, int limit) {
		return this.messages.page(this.conversation, position, limit, ReadMode.READ);
	}

	private static OpenChat open(MessagePage page) {
		return new OpenChat(page.items(), (page.older() != null) ? page.items().getFirst().id() - 1 : 0);
	}

}
