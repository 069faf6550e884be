package vision.bff.upstream;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import vision.bff.message.Attempt;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.OutgoingText;
import vision.bff.message.Sent;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.call.Answer;
import vision.bff.upstream.call.CallKind;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;

/**
 * Sends texts, each once, and believes that one was sent only when it sees it: the
 * upstream can say so of what it never stored, and show the message before (UPSTREAM.md,
 * "send_message").
 */
final class TextSending {

	private final ChatApi api;

	private final Upstream upstream;

	private final MessageReader reader;

	private final OwnMessages own;

	private final TextEncoding encoding;

	private final SiteTraits traits;

	TextSending(ChatApi api, Upstream upstream, MessageReader reader, OwnMessages own, TextEncoding encoding,
			SiteTraits traits) {
		this.api = api;
		this.upstream = upstream;
		this.reader = reader;
		this.own = own;
		this.encoding = encoding;
		this.traits = traits;
	}

	/**
	 * Sends a text. If the site turns out to have no room for some of its characters, it
	 * was not stored, and is sent once more without them.
	 */
	Sent send(Conversation conversation, OutgoingText text, Attempt attempt) {
		TextEncoding.Encoded encoded = encoded(text);
		Optional<Sent> earlier = earlier(conversation, encoded, attempt);
		if (earlier.isPresent()) {
			return earlier.get();
		}
		Optional<Long> before = this.own.idBefore(conversation, attempt, encoded.isWide() || !encoded.certain());
		Optional<Sent> sent = sent(conversation, encoded, attempt, before);
		if (sent.isPresent()) {
			return sent.get();
		}
		this.traits.foundNarrow();
		return sent(conversation, encoded(text), attempt, before)
			.orElseThrow(() -> OwnMessages.missing(Outcome.NOT_SENT));
	}

	private TextEncoding.Encoded encoded(OutgoingText text) {
		try {
			return this.encoding.encode(text);
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.NOT_SENT);
		}
	}

	/**
	 * What an earlier try of this attempt has sent, of which no answer came.
	 * @return nothing if it was not stored
	 * @throws ProblemException {@code upstream-error} if there is a message that the site
	 * may have made of this text
	 */
	private Optional<Sent> earlier(Conversation conversation, TextEncoding.Encoded text, Attempt attempt) {
		List<Message> mine = this.own.sinceFirstTry(conversation, attempt);
		Optional<Message> found = mine.stream()
			.filter((message) -> text.typed().equals(message.text()))
			.filter(attempt::claims)
			.findFirst();
		if (found.isEmpty() && !text.certain()
				&& mine.stream().anyMatch((message) -> message.text() != null && attempt.canClaim(message))) {
			throw OwnMessages.missing(Outcome.UNKNOWN);
		}
		return found.map((message) -> new Sent(message, false, true));
	}

	private Optional<Sent> sent(Conversation conversation, TextEncoding.Encoded text, Attempt attempt,
			Optional<Long> before) {
		Upstream.Answered answered = this.upstream.askOnce(conversation.session(), CallKind.WRITE,
				() -> this.api.sendText(conversation.session().token(), conversation.userId(), "text", text.sent()));
		return switch (answered.answer()) {
			case Answer.Success success ->
				proven(conversation, text, this.reader.sent(conversation, success.data(), answered.asked()), attempt,
						before)
					.map((sent) -> sent.within(answered.asked().earliest(), answered.asked().latest()));
			case Answer.Empty empty -> throw unreadable();
			case Answer.Failure failure -> throw Upstream.told(failure);
		};
	}

	/**
	 * The message that was sent: the one that the answer shows, if it is mine, new, and
	 * what was sent. Otherwise one that is there all the same, or the one that the answer
	 * shows after all, if the site has changed it.
	 * @return nothing if the site is proven to have no room for it
	 * @throws ProblemException {@code upstream-error} if it is not there, or if that
	 * cannot be found out
	 */
	private Optional<Sent> proven(Conversation conversation, TextEncoding.Encoded text, Optional<Message> answer,
			Attempt attempt, Optional<Long> before) {
		Predicate<Message> isWhatWasSent = (message) -> text.typed().equals(message.text());
		Optional<Message> candidate = answer.filter((message) -> OwnMessages.isNew(message, before));
		Optional<Message> shown = candidate.filter(isWhatWasSent).filter(attempt::claims);
		if (shown.isPresent()) {
			return Optional.of(sent(shown.get(), text));
		}
		Optional<List<Message>> mine = this.own.since(conversation, before, attempt);
		Optional<Message> found = mine.stream()
			.flatMap(List::stream)
			.filter(isWhatWasSent)
			.filter(attempt::claims)
			.findFirst();
		if (found.isPresent()) {
			return Optional.of(sent(found.get(), text));
		}
		if (text.isWide() && mine.isPresent() && candidate.isEmpty()) {
			return Optional.empty();
		}
		Optional<Message> changed = candidate.filter((message) -> before.isPresent() && message.text() != null)
			.filter((message) -> !(text.isWide() && text.certain()))
			.filter((message) -> mine.isEmpty() || contains(mine.get(), message))
			.filter(attempt::claims);
		if (changed.isPresent()) {
			return Optional.of(sent(changed.get(), text));
		}
		boolean absent = mine.isPresent() && candidate.isEmpty() && (text.certain() || mine.get().isEmpty());
		throw OwnMessages.missing(absent ? Outcome.NOT_SENT : Outcome.UNKNOWN);
	}

	private Sent sent(Message message, TextEncoding.Encoded text) {
		boolean changed = !text.typed().equals(message.text());
		if (changed && message.text() != null && Hazard.APOSTROPHE.isIn(text.sent())
				&& !Hazard.APOSTROPHE.isIn(message.text())) {
			this.traits.foundApostrophesLost();
		}
		return new Sent(message, changed, false);
	}

	private static boolean contains(List<Message> messages, Message message) {
		return messages.stream().anyMatch((each) -> each.id() == message.id());
	}

	private static ProblemException unreadable() {
		return new ProblemException(ProblemCode.UPSTREAM_UNREADABLE).of(Outcome.UNKNOWN);
	}

}
