package vision.bff.upstream;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

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
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.Deadline;

/**
 * The messages, as the upstream has them. What is read or deleted is so within the budget
 * of a request; who sends has a deadline already.
 */
record UpstreamMessages(MessageReader reader, MessageLocation location, MessagePages pages, MessageSearch search,
		SeenMarking seen, MessageDeletion deletion, TextSending texts, ImageSending images,
		Duration budget) implements Messages {

	@Override
	public MessagePage page(Conversation conversation, Position position, int limit, ReadMode mode) {
		return Deadline.within(this.budget, () -> this.pages.page(conversation, position, limit, mode));
	}

	@Override
	public Message one(Conversation conversation, long messageId) {
		return Deadline.within(this.budget, () -> {
			this.location.requireIn(conversation, messageId);
			return this.reader.read(conversation, messageId + 1, null, 1)
				.stream()
				.filter((message) -> message.id() == messageId)
				.findFirst()
				.orElseThrow(() -> new ProblemException(ProblemCode.MESSAGE_NOT_FOUND));
		});
	}

	@Override
	public MessagePage search(Conversation conversation, SearchTerm term, Position.@Nullable Before below, int limit) {
		return Deadline.within(this.budget, () -> this.search.search(conversation, term, below, limit));
	}

	@Override
	public Optional<Long> newestId(Conversation conversation, OutgoingMessage message, ReadMode mode) {
		return switch (message) {
			case OutgoingText text -> this.texts.newestId(conversation, text, mode);
			case OutgoingImage image -> this.images.newestId(conversation, mode);
		};
	}

	@Override
	public Messages.Matches matches(Conversation conversation, OutgoingMessage message, long above, ReadMode mode) {
		return switch (message) {
			case OutgoingText text -> this.texts.matches(conversation, text, above, mode);
			case OutgoingImage image -> this.images.matches(conversation, above, mode);
		};
	}

	@Override
	public Messages.SendResult send(Conversation conversation, OutgoingMessage message, Optional<Long> above,
			ReadMode mode) {
		return switch (message) {
			case OutgoingText text -> this.texts.send(conversation, text, above, mode);
			case OutgoingImage image -> this.images.send(conversation, image, above, mode);
		};
	}

	@Override
	public void markSeen(Conversation conversation) {
		Deadline.within(this.budget, () -> this.seen.markAll(conversation));
	}

	@Override
	public void delete(Conversation conversation, long messageId) {
		Deadline.within(this.budget, () -> this.deletion.delete(conversation, messageId));
	}

	@Override
	public void clear(Conversation conversation) {
		Deadline.within(this.budget, () -> this.deletion.clear(conversation));
	}

}
