package vision.bff.media;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.message.SearchTerm;

/**
 * Messages whose pictures, sounds and films are here.
 */
public record LinkedMessages(Messages delegate, MediaLinks links) implements Messages {

	@Override
	public MessagePage page(Conversation conversation, Position position, int limit, ReadMode mode) {
		return linked(conversation, this.delegate.page(conversation, position, limit, mode));
	}

	@Override
	public MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit) {
		return linked(conversation, this.delegate.search(conversation, term, below, limit));
	}

	private MessagePage linked(Conversation conversation, MessagePage page) {
		return new MessagePage(own(conversation).in(page.items()), page.older(), page.newer(), page.total());
	}

	@Override
	public Message one(Conversation conversation, long messageId) {
		return own(conversation).in(this.delegate.one(conversation, messageId));
	}

	@Override
	public Messages.Matches matches(Conversation conversation, OutgoingMessage message, long above, ReadMode mode) {
		Messages.Matches matches = this.delegate.matches(conversation, message, above, mode);
		SessionLinks own = own(conversation);
		return new Messages.Matches(own.in(matches.same()), own.in(matches.similar()));
	}

	@Override
	public Messages.SendResult send(Conversation conversation, OutgoingMessage message, Optional<Long> above,
			ReadMode mode) {
		Messages.SendResult sent = this.delegate.send(conversation, message, above, mode);
		return new Messages.SendResult(own(conversation).in(sent.candidates()), sent.textChanged());
	}

	private SessionLinks own(Conversation conversation) {
		return this.links.of(conversation.session());
	}

	@Override
	public Optional<Long> newestId(Conversation conversation, OutgoingMessage message, ReadMode mode) {
		return this.delegate.newestId(conversation, message, mode);
	}

	@Override
	public void markSeen(Conversation conversation) {
		this.delegate.markSeen(conversation);
	}

	@Override
	public void delete(Conversation conversation, long messageId) {
		this.delegate.delete(conversation, messageId);
	}

	@Override
	public void clear(Conversation conversation) {
		this.delegate.clear(conversation);
	}

}
