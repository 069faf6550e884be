package vision.bff.upstream;

import java.util.List;
import java.util.Optional;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.Messages;
import vision.bff.message.ReadMode;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.time.TimeWindow;

/**
 * My messages of a chat, among which what was sent must be found. That the upstream says
 * so is no proof that it stored anything (UPSTREAM.md, "send_message").
 */
record OwnMessages(Peek peek, HighWaterMark highWaterMark) {

	/**
	 * An id that what is sent now will be above. Who may not be written to cannot be read
	 * either, and hears the reason from the sending.
	 * @param certainly whether the answer may prove nothing without it
	 */
	Optional<Long> newestId(Conversation conversation, ReadMode mode, boolean certainly) {
		try {
			return this.highWaterMark.of(conversation, mode, certainly);
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.USER_NOT_FOUND) {
				return Optional.empty();
			}
			throw ex.of(Outcome.NOT_SENT);
		}
	}

	/** Whether a message is mine and was not there before. */
	static boolean isNew(Message message, Optional<Long> before) {
		return message.mine() && before.map((id) -> message.id() > id).orElse(true);
	}

	List<Message> above(Conversation conversation, long id, ReadMode mode) {
		try {
			return this.peek.allAbove(conversation, id, mode)
				.orElseThrow(() -> new ProblemException(ProblemCode.CANNOT_PEEK))
				.stream()
				.filter(Message::mine)
				.toList();
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.UNKNOWN);
		}
	}

	/**
	 * Who sends with a key accepts that the look for it marks what is new as seen.
	 * @return nothing if that cannot be found out
	 */
	Optional<List<Message>> since(Conversation conversation, Optional<Long> before, ReadMode mode) {
		if (before.isEmpty()) {
			return Optional.empty();
		}
		try {
			return this.peek.recentAbove(conversation, before.get(), mode)
				.map((messages) -> messages.stream().filter(Message::mine).toList());
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	/** The same, stored while the site was asked. */
	static Messages.SendResult within(TimeWindow asked, Messages.SendResult result) {
		return new Messages.SendResult(result.candidates()
			.stream()
			.map((message) -> message.sentWithin(asked.earliest(), asked.latest()))
			.toList(), result.textChanged());
	}

	static ProblemException missing(Outcome outcome) {
		return new ProblemException(ProblemCode.UPSTREAM_ERROR).of(outcome);
	}

}
