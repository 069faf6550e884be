package vision.bff.cache;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.message.SearchTerm;
import vision.bff.session.Session;

/**
 * Caches no messages, but has the chat list forgotten that they change.
 */
record CachingMessages(Messages delegate, EvictingCalls evictions, SeenMarks seenMarks) implements Messages {

	@Override
	public MessagePage page(Conversation conversation, Position position, int limit, ReadMode mode) {
		Supplier<MessagePage> reading = () -> this.delegate.page(conversation, position, limit, mode);
		return switch (mode) {
			case READ -> this.evictions.after(conversation.session(), EvictionReason.READ, reading,
					(page) -> this.seenMarks.canBeAmong(page.items(), canMarkMore(position)));
			case PEEK -> this.evictions.ifRefused(conversation.session(), reading);
		};
	}

	/** These look for what is above, which can mean to read it. */
	private static boolean canMarkMore(Position position) {
		return switch (position) {
			case Position.After _, Position.Around _ -> true;
			case Position.Newest _, Position.Before _ -> false;
		};
	}

	@Override
	public Message one(Conversation conversation, long messageId) {
		return this.evictions.after(conversation.session(), EvictionReason.READ,
				() -> this.delegate.one(conversation, messageId),
				(message) -> this.seenMarks.canBeAmong(List.of(message), false));
	}

	@Override
	public MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit) {
		return this.evictions.ifRefused(conversation.session(),
				() -> this.delegate.search(conversation, term, below, limit));
	}

	@Override
	public Optional<Long> newestId(Conversation conversation, OutgoingMessage message, ReadMode mode) {
		return looking(conversation.session(), mode, () -> this.delegate.newestId(conversation, message, mode));
	}

	@Override
	public Messages.Matches matches(Conversation conversation, OutgoingMessage message, long above, ReadMode mode) {
		return looking(conversation.session(), mode, () -> this.delegate.matches(conversation, message, above, mode));
	}

	private <T> T looking(Session session, ReadMode mode, Supplier<T> looking) {
		return switch (mode) {
			case PEEK -> this.evictions.ifRefused(session, looking);
			case READ -> this.evictions.after(session, EvictionReason.READ, looking);
		};
	}

	@Override
	public Messages.SendResult send(Conversation conversation, OutgoingMessage message, Optional<Long> above,
			ReadMode mode) {
		return this.evictions.after(conversation.session(), EvictionReason.SEND,
				() -> this.delegate.send(conversation, message, above, mode));
	}

	@Override
	public void markSeen(Conversation conversation) {
		this.evictions.after(conversation.session(), EvictionReason.READ, () -> this.delegate.markSeen(conversation));
	}

	@Override
	public void delete(Conversation conversation, long messageId) {
		this.evictions.after(conversation.session(), EvictionReason.DELETE,
				() -> this.delegate.delete(conversation, messageId));
	}

	@Override
	public void clear(Conversation conversation) {
		this.evictions.after(conversation.session(), EvictionReason.CLEAR, () -> this.delegate.clear(conversation));
	}

}
