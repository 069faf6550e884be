package vision.bff.upstream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import vision.bff.message.Attempt;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;

/**
 * My messages of a chat, among which what was sent must be found. That the upstream says
 * so is no proof that it stored anything (UPSTREAM.md, "send_message").
 */
final class OwnMessages {

	private final Peek peek;

	OwnMessages(Peek peek) {
		this.peek = peek;
	}

	/**
	 * An id that what is sent now will be above. Who may not be written to cannot be read
	 * either, and hears the reason from the sending.
	 * @param certainly whether the answer may prove nothing without it
	 */
	Optional<Long> idBefore(Conversation conversation, Attempt attempt, boolean certainly) {
		try {
			Optional<Long> before = attempt.isRepeatable() ? Optional.of(this.peek.newestIdOrRead(conversation))
					: this.peek.idBefore(conversation, certainly);
			before.ifPresent(attempt::startsAbove);
			return before;
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.USER_NOT_FOUND) {
				return Optional.empty();
			}
			throw ex.of(Outcome.NOT_SENT);
		}
	}

	/**
	 * Whether a message is mine and was not there before.
	 * @param before an id that it has to be above, if one is known
	 */
	static boolean isNew(Message message, Optional<Long> before) {
		return message.mine() && before.map((id) -> message.id() > id).orElse(true);
	}

	/**
	 * My messages since the first try of this attempt that may have stored something.
	 */
	List<Message> sinceFirstTry(Conversation conversation, Attempt attempt) {
		OptionalLong above = attempt.inDoubtAbove();
		if (above.isEmpty()) {
			return List.of();
		}
		try {
			return this.peek.allAboveOrRead(conversation, above.getAsLong()).stream().filter(Message::mine).toList();
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.UNKNOWN);
		}
	}

	/**
	 * My newest messages since an id. Who sends with a key accepts that the look for it
	 * marks what is new as seen.
	 * @return nothing if that cannot be found out
	 */
	Optional<List<Message>> since(Conversation conversation, Optional<Long> before, Attempt attempt) {
		if (before.isEmpty()) {
			return Optional.empty();
		}
		long above = before.get();
		try {
			Optional<List<Message>> recent = attempt.isRepeatable()
					? Optional.of(this.peek.recentAboveOrRead(conversation, above))
					: this.peek.recentAbove(conversation, above);
			return recent.map((messages) -> messages.stream().filter(Message::mine).toList());
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The problem of a message that was not found.
	 */
	static ProblemException missing(Outcome outcome) {
		return new ProblemException(ProblemCode.UPSTREAM_ERROR).of(outcome);
	}

}
