package vision.bff.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingImage;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.OutgoingText;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.message.SearchTerm;
import vision.bff.message.SendResult;
import vision.bff.message.Traces;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.time.Deadline;
import vision.bff.time.RequestBudget;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;

/**
 * The messages, as the upstream has them.
 */
final class UpstreamMessages implements Messages {

	private static final int SEARCHED_AT_ONCE = 1_000;

	private static final int MAX_SEARCH_CALLS = 5;

	private final ChatApi api;

	private final Upstream upstream;

	private final MessageReader reader;

	private final Peek peek;

	private final OlderMessages older;

	private final TextSending texts;

	private final ImageSending images;

	private final RequestBudget budget;

	UpstreamMessages(ChatApi api, Upstream upstream, MessageReader reader, Peek peek, OlderMessages older,
			TextSending texts, ImageSending images, RequestBudget budget) {
		this.api = api;
		this.upstream = upstream;
		this.reader = reader;
		this.peek = peek;
		this.older = older;
		this.texts = texts;
		this.images = images;
		this.budget = budget;
	}

	@Override
	public MessagePage page(Conversation conversation, Position position, int limit) {
		return Deadline.within(this.budget.request(), () -> switch (position) {
			case Position.Newest newest -> downwards(conversation, null, limit, false);
			case Position.Before before -> downwards(conversation, before.id(), limit, false);
			case Position.After after -> upwards(conversation, after.id(), limit);
		});
	}

	@Override
	public MessagePage peek(Conversation conversation, Position position, int limit) {
		return Deadline.within(this.budget.request(), () -> switch (position) {
			case Position.Newest newest -> downwards(conversation, null, limit, true);
			case Position.Before before -> downwards(conversation, before.id(), limit, true);
			case Position.After after -> upwards(after.id(),
					this.peek.oldestAbove(conversation, after.id(), limit).orElseThrow(UpstreamMessages::cannotPeek));
		});
	}

	private static ProblemException cannotPeek() {
		return new ProblemException(ProblemCode.CANNOT_PEEK);
	}

	private MessagePage downwards(Conversation conversation, @Nullable Long below, int limit, boolean peeking) {
		List<Message> items = peeking
				? this.peek.below(conversation, below, limit).orElseThrow(UpstreamMessages::cannotPeek)
				: this.reader.read(conversation, below, null, limit);
		boolean more = items.size() == limit && this.older.existBelow(conversation, items.getFirst().id());
		Position.After back = (below == null) ? null : after(items.isEmpty() ? below - 1 : items.getLast().id());
		return new MessagePage(items, more ? new Position.Before(items.getFirst().id()) : null, back, null);
	}

	/**
	 * The oldest messages above an id, which are read once it is known which they are, so
	 * that no others are marked as seen.
	 */
	private MessagePage upwards(Conversation conversation, long above, int limit) {
		OldestAbove.Found found = this.peek.oldestAboveOrRead(conversation, above, limit);
		if (found.messages().isEmpty()) {
			return upwards(above, found);
		}
		List<Message> items = this.reader
			.read(conversation, found.messages().getLast().id() + 1, null, found.messages().size())
			.stream()
			.filter((message) -> message.id() > above)
			.toList();
		MessagePage page = upwards(above, found);
		return new MessagePage(items, page.older(), page.newer(), null);
	}

	private static MessagePage upwards(long above, OldestAbove.Found found) {
		Position.Before back = (above < Id.LARGEST) ? new Position.Before(above + 1) : null;
		return new MessagePage(found.messages(), back, found.more() ? after(found.messages().getLast().id()) : null,
				null);
	}

	private static Position.@Nullable After after(long id) {
		return (id >= Id.SMALLEST) ? new Position.After(id) : null;
	}

	@Override
	public Message one(Conversation conversation, long messageId) {
		return Deadline.within(this.budget.request(), () -> found(conversation, messageId));
	}

	private Message found(Conversation conversation, long messageId) {
		requireInChat(conversation, messageId);
		return this.reader.read(conversation, messageId + 1, null, 1)
			.stream()
			.filter((message) -> message.id() == messageId)
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemCode.MESSAGE_NOT_FOUND));
	}

	private void requireInChat(Conversation conversation, long messageId) {
		if (!this.peek.contains(conversation, messageId)) {
			throw new ProblemException(ProblemCode.MESSAGE_NOT_FOUND);
		}
	}

	/**
	 * The upstream takes what is searched for as a regular expression over its markup, so
	 * it is only asked for the messages, and they are searched here.
	 */
	@Override
	public MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit) {
		return Deadline.within(this.budget.request(), () -> searched(conversation, term, below, limit));
	}

	private MessagePage searched(Conversation conversation, SearchTerm term, Position.@Nullable Before below,
			int limit) {
		List<Message> found = new ArrayList<>();
		Long next = (below != null) ? below.id() : null;
		boolean ended = false;
		for (int call = 0; call < MAX_SEARCH_CALLS && !ended && found.size() <= limit; call++) {
			List<Message> searched = this.peek.below(conversation, next, SEARCHED_AT_ONCE)
				.orElseThrow(() -> new ProblemException(ProblemCode.SEARCH_UNAVAILABLE));
			searched.reversed()
				.stream()
				.filter((message) -> message.text() != null && term.occursIn(message.text()))
				.forEach(found::add);
			ended = searched.size() < SEARCHED_AT_ONCE;
			next = searched.isEmpty() ? next : Long.valueOf(searched.getFirst().id());
		}
		Integer total = (ended && below == null) ? found.size() : null;
		if (found.size() > limit) {
			List<Message> items = List.copyOf(found.subList(0, limit));
			return new MessagePage(items, new Position.Before(items.getLast().id()), null, total);
		}
		return new MessagePage(List.copyOf(found), (ended || next == null) ? null : new Position.Before(next), null,
				total);
	}

	@Override
	public Optional<Long> newestId(Conversation conversation, OutgoingMessage message, ReadMode mode) {
		return Deadline.within(this.budget.request(), () -> switch (message) {
			case OutgoingText text -> this.texts.newestId(conversation, text, mode);
			case OutgoingImage image -> this.images.newestId(conversation, mode);
		});
	}

	@Override
	public Traces traces(Conversation conversation, OutgoingMessage message, long above, ReadMode mode) {
		return Deadline.within(this.budget.request(), () -> switch (message) {
			case OutgoingText text -> this.texts.traces(conversation, text, above, mode);
			case OutgoingImage image -> this.images.traces(conversation, above, mode);
		});
	}

	@Override
	public SendResult send(Conversation conversation, OutgoingMessage message, Optional<Long> above, ReadMode mode) {
		return switch (message) {
			case OutgoingText text ->
				Deadline.within(this.budget.request(), () -> this.texts.send(conversation, text, above, mode));
			case OutgoingImage image ->
				Deadline.within(this.budget.upload(), () -> this.images.send(conversation, image, above, mode));
		};
	}

	/**
	 * The upstream deletes a message of any chat, so it is asked first whether it is one
	 * of this chat.
	 */
	@Override
	public void delete(Conversation conversation, long messageId) {
		try {
			Deadline.within(this.budget.request(), () -> {
				requireForDeletion(conversation, messageId);
				Session session = conversation.session();
				this.upstream.write(session, () -> this.api.deleteMessage(session.token(), messageId));
			});
		}
		finally {
			this.older.forget(conversation.session(), conversation.userId());
		}
	}

	private void requireForDeletion(Conversation conversation, long messageId) {
		try {
			requireInChat(conversation, messageId);
		}
		catch (ProblemException ex) {
			if (ex.code() != ProblemCode.USER_NOT_FOUND || canBeInAnotherChat(conversation.session(), messageId)) {
				throw ex.of(Outcome.NOT_SENT);
			}
		}
	}

	/**
	 * Whether a message can be in a chat of the list. A chat of two of whom one has
	 * blocked the other is in no list and cannot be read, though its messages can be
	 * deleted (UPSTREAM.md, "delete_message"). What is in none of the chats that can be
	 * read can only be in such a one.
	 */
	private boolean canBeInAnotherChat(Session session, long messageId) {
		try {
			return this.peek.canBeInListedChat(session, messageId);
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.NOT_SENT);
		}
	}

	@Override
	public void clear(Conversation conversation) {
		Session session = conversation.session();
		try {
			Deadline.within(this.budget.request(), () -> this.upstream.write(session,
					() -> this.api.clearChat(session.token(), conversation.userId(), 0)));
		}
		finally {
			this.older.forget(session, conversation.userId());
		}
	}

}
