package vision.bff.upstream;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import vision.bff.message.Conversation;
import vision.bff.message.Matches;
import vision.bff.message.Message;
import vision.bff.message.OutgoingText;
import vision.bff.message.ReadMode;
import vision.bff.message.SendResult;
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

	Optional<Long> newestId(Conversation conversation, OutgoingText text, ReadMode mode) {
		TextEncoding.Encoded encoded = encoded(text);
		return this.own.newestId(conversation, mode, encoded.isWide() || !encoded.certain());
	}

	Matches matches(Conversation conversation, OutgoingText text, long above, ReadMode mode) {
		TextEncoding.Encoded encoded = encoded(text);
		List<Message> mine = this.own.above(conversation, above, mode);
		return new Matches(mine.stream().filter((message) -> encoded.typed().equals(message.text())).toList(),
				encoded.certain() ? List.of() : mine.stream().filter((message) -> message.text() != null).toList());
	}

	/**
	 * Sends a text. If the site turns out to have no room for some of its characters, it
	 * was not stored, and is sent once more without them.
	 */
	SendResult send(Conversation conversation, OutgoingText text, Optional<Long> above, ReadMode mode) {
		Optional<SendResult> sent = sent(conversation, encoded(text), above, mode);
		if (sent.isPresent()) {
			return sent.get();
		}
		this.traits.foundNarrow();
		return sent(conversation, encoded(text), above, mode).orElseThrow(() -> OwnMessages.missing(Outcome.NOT_SENT));
	}

	private TextEncoding.Encoded encoded(OutgoingText text) {
		try {
			return this.encoding.encode(text);
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.NOT_SENT);
		}
	}

	private Optional<SendResult> sent(Conversation conversation, TextEncoding.Encoded text, Optional<Long> above,
			ReadMode mode) {
		Upstream.Answered answered = this.upstream.askOnce(conversation.session(), CallKind.WRITE,
				() -> this.api.sendText(conversation.session().token(), conversation.userId(), "text", text.sent()));
		return switch (answered.answer()) {
			case Answer.Success success ->
				proven(conversation, text, this.reader.sent(conversation, success.data(), answered.asked()), above,
						mode)
					.map((result) -> OwnMessages.within(answered.asked(), result));
			case Answer.Empty empty -> throw unreadable();
			case Answer.Failure failure -> throw Upstream.afterWrite(failure);
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
	private Optional<SendResult> proven(Conversation conversation, TextEncoding.Encoded text, Optional<Message> answer,
			Optional<Long> above, ReadMode mode) {
		Predicate<Message> isWhatWasSent = (message) -> text.typed().equals(message.text());
		Optional<Message> candidate = answer.filter((message) -> OwnMessages.isNew(message, above));
		if (candidate.filter(isWhatWasSent).isPresent()) {
			return candidate.map((message) -> new SendResult(List.of(message), false));
		}
		Optional<List<Message>> mine = this.own.since(conversation, above, mode);
		List<Message> found = mine.orElse(List.of()).stream().filter(isWhatWasSent).toList();
		if (!found.isEmpty()) {
			return Optional.of(new SendResult(found, false));
		}
		if (text.isWide() && mine.isPresent() && candidate.isEmpty()) {
			return Optional.empty();
		}
		Optional<Message> changed = candidate.filter((message) -> above.isPresent() && message.text() != null)
			.filter((message) -> !(text.isWide() && text.certain()))
			.filter((message) -> mine.isEmpty() || contains(mine.get(), message));
		if (changed.isPresent()) {
			return changed.map((message) -> changed(message, text));
		}
		boolean absent = mine.isPresent() && candidate.isEmpty() && (text.certain() || mine.get().isEmpty());
		throw OwnMessages.missing(absent ? Outcome.NOT_SENT : Outcome.UNKNOWN);
	}

	private SendResult changed(Message message, TextEncoding.Encoded text) {
		if (message.text() != null && Hazard.APOSTROPHE.isIn(text.sent()) && !Hazard.APOSTROPHE.isIn(message.text())) {
			this.traits.foundApostrophesLost();
		}
		return new SendResult(List.of(message), true);
	}

	private static boolean contains(List<Message> messages, Message message) {
		return messages.stream().anyMatch((each) -> each.id() == message.id());
	}

	private static ProblemException unreadable() {
		return new ProblemException(ProblemCode.UPSTREAM_UNREADABLE).of(Outcome.UNKNOWN);
	}

}
