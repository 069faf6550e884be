package vision.bff.idempotency;

import java.util.List;
import java.util.Optional;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingMessage;
import vision.bff.message.ReadMode;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * Sends messages and finds them again, so that each belongs to one sender.
 */
record ClaimedMessages(Messages messages, IdempotencyStore store) {

	/**
	 * What an earlier request with the same key has stored.
	 * @throws ProblemException {@code upstream-error} if there is a message that the site
	 * may have made of it
	 */
	Optional<Sent> earlier(Conversation conversation, OutgoingMessage message, long above, Sender sender) {
		Messages.Matches matches = this.messages.matches(conversation, message, above, ReadMode.READ);
		Optional<Message> found = claimed(matches.same(), sender);
		if (found.isEmpty() && matches.similar().stream().anyMatch((each) -> this.store.isFree(each.id(), sender))) {
			throw unknown();
		}
		return found.map((each) -> new Sent(each, false, true));
	}

	/** Of two that send the same at once, each can be shown the message of the other. */
	Sent send(Conversation conversation, OutgoingMessage message, Optional<Long> above, ReadMode mode, Sender sender) {
		Messages.SendResult result = this.messages.send(conversation, message, above, mode);
		return claimed(result.candidates(), sender).map((each) -> new Sent(each, result.textChanged(), false))
			.or(() -> above.flatMap((id) -> another(conversation, message, id, mode, sender)))
			.orElseThrow(ClaimedMessages::unknown);
	}

	/** The message that was sent, where the answer shows one of somebody else. */
	private Optional<Sent> another(Conversation conversation, OutgoingMessage message, long above, ReadMode mode,
			Sender sender) {
		try {
			return claimed(this.messages.matches(conversation, message, above, mode).same(), sender)
				.map((each) -> new Sent(each, false, false));
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	private Optional<Message> claimed(List<Message> candidates, Sender sender) {
		try {
			return candidates.stream().filter((each) -> this.store.claim(each.id(), sender)).findFirst();
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.UNKNOWN);
		}
	}

	private static ProblemException unknown() {
		return new ProblemException(ProblemCode.UPSTREAM_ERROR).of(Outcome.UNKNOWN);
	}

}
