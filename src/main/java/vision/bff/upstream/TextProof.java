package vision.bff.upstream;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.Messages;
import vision.bff.message.ReadMode;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.site.SiteTraits;
import vision.bff.upstream.site.TextEncoding;

/**
 * Believes that a text was sent only when it sees it: the upstream can say so of what it
 * never stored, and show the message before (UPSTREAM.md, "send_message").
 */
record TextProof(OwnMessages own, SiteTraits traits) {

	/**
	 * The message that was sent: the one that the answer shows, if it is mine, new, and
	 * what was sent. Otherwise one that is there all the same, or the one that the answer
	 * shows after all, if the site has changed it.
	 * @return nothing if the site is proven to have no room for it
	 * @throws ProblemException {@code upstream-error} if it is not there, or if that
	 * cannot be found out
	 */
	Optional<Messages.SendResult> proven(Conversation conversation, TextEncoding.Encoded text, Optional<Message> answer,
			Optional<Long> above, ReadMode mode) {
		Predicate<Message> isWhatWasSent = (message) -> text.typed().equals(message.text());
		Optional<Message> candidate = answer.filter((message) -> OwnMessages.isNew(message, above));
		if (candidate.filter(isWhatWasSent).isPresent()) {
			return candidate.map((message) -> new Messages.SendResult(List.of(message), false));
		}
		Optional<List<Message>> mine = this.own.since(conversation, above, mode);
		List<Message> found = mine.orElse(List.of()).stream().filter(isWhatWasSent).toList();
		if (!found.isEmpty()) {
			return Optional.of(new Messages.SendResult(found, false));
		}
		if (text.isWide() && mine.isPresent() && candidate.isEmpty()) {
			return Optional.empty();
		}
		Optional<Message> changed = candidate.filter((message) -> above.isPresent() && message.text() != null)
			.filter((message) -> !(text.isWide() && text.certain()))
			.filter((message) -> mine.isEmpty() || mine.get().stream().anyMatch((each) -> each.id() == message.id()));
		if (changed.isPresent()) {
			return changed.map((message) -> changed(message, text));
		}
		boolean absent = mine.isPresent() && candidate.isEmpty() && (text.certain() || mine.get().isEmpty());
		throw OwnMessages.missing(absent ? Outcome.NOT_SENT : Outcome.UNKNOWN);
	}

	private Messages.SendResult changed(Message message, TextEncoding.Encoded text) {
		if (message.text() != null) {
			this.traits.foundChanged(text.sent(), message.text());
		}
		return new Messages.SendResult(List.of(message), true);
	}

}
