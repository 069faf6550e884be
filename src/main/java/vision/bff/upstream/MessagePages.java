package vision.bff.upstream;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.site.OlderMessages;

/**
 * Parts of a chat without a gap, in both directions.
 */
record MessagePages(MessageReader reader, Peek peek, OlderMessages older) {

	MessagePage page(Conversation conversation, Position position, int limit, ReadMode mode) {
		return switch (position) {
			case Position.Newest newest -> downwards(conversation, null, limit, mode);
			case Position.Before before -> downwards(conversation, before.id(), limit, mode);
			case Position.After after -> upwards(conversation, after.id(), limit, mode);
			case Position.Around around -> bothWays(conversation, around.id(), limit, mode);
		};
	}

	private MessagePage downwards(Conversation conversation, @Nullable Long below, int limit, ReadMode mode) {
		List<Message> items = switch (mode) {
			case READ -> this.reader.read(conversation, below, null, limit);
			case PEEK -> peek(conversation, below, limit);
		};
		Position.After back = (below == null) ? null : after(items.isEmpty() ? below - 1 : items.getLast().id());
		return new MessagePage(items, olderThan(conversation, items, limit), back, null);
	}

	private boolean anyBelow(Conversation conversation, long id) {
		return this.older.existBelow(conversation, id, () -> this.peek.anyBelow(conversation, id));
	}

	private MessagePage upwards(Conversation conversation, long above, int limit, ReadMode mode) {
		OldestAbove.Found found = this.peek.oldestAbove(conversation, above, limit, mode)
			.orElseThrow(MessagePages::cannotPeek);
		Position.Before back = (above < Id.LARGEST) ? new Position.Before(above + 1) : null;
		Position.After next = found.more() ? after(found.messages().getLast().id()) : null;
		return new MessagePage(read(conversation, above, found.messages(), mode), back, next, null);
	}

	/** Messages are read once it is known which, so that no others are marked as seen. */
	private List<Message> read(Conversation conversation, long above, List<Message> found, ReadMode mode) {
		if (found.isEmpty() || mode == ReadMode.PEEK) {
			return found;
		}
		return MessageSource.above(above, this.reader.read(conversation, found.getLast().id() + 1, null, found.size()));
	}

	/** The message itself is one of the newer half, which shows whether it is there. */
	private MessagePage bothWays(Conversation conversation, long id, int limit, ReadMode mode) {
		int below = limit / 2;
		OldestAbove.Found found = this.peek.oldestAbove(conversation, id - 1, limit - below, mode)
			.orElseThrow(MessagePages::cannotPeek);
		List<Message> above = found.messages();
		if (above.isEmpty() || above.getFirst().id() != id) {
			throw new ProblemException(ProblemCode.MESSAGE_NOT_FOUND);
		}
		int most = below + above.size();
		List<Message> items = switch (mode) {
			case READ -> this.reader.read(conversation, above.getLast().id() + 1, null, most);
			case PEEK -> Stream.concat(peek(conversation, id, below).stream(), above.stream()).toList();
		};
		return new MessagePage(items, olderThan(conversation, items, most),
				found.more() ? after(above.getLast().id()) : null, null);
	}

	private List<Message> peek(Conversation conversation, @Nullable Long below, int limit) {
		return (limit > 0) ? this.peek.below(conversation, below, limit).orElseThrow(MessagePages::cannotPeek)
				: List.of();
	}

	/** A page that is not full has none below it. */
	private Position.@Nullable Before olderThan(Conversation conversation, List<Message> items, int full) {
		boolean more = items.size() == full && anyBelow(conversation, items.getFirst().id());
		return more ? new Position.Before(items.getFirst().id()) : null;
	}

	private static Position.@Nullable After after(long id) {
		return (id >= Id.SMALLEST) ? new Position.After(id) : null;
	}

	private static ProblemException cannotPeek() {
		return new ProblemException(ProblemCode.CANNOT_PEEK);
	}

}
