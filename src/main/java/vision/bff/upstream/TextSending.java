package vision.bff.upstream;

import java.util.List;
import java.util.Optional;

import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingText;
import vision.bff.message.ReadMode;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemException;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.FailureProblems;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;
import vision.bff.upstream.site.SiteTraits;
import vision.bff.upstream.site.TextEncoding;

/**
 * Sends texts, each once, and believes no success without a proof.
 */
record TextSending(ChatApi api, Upstream upstream, MessageReader reader, TextProof proof, OwnMessages own,
		TextEncoding encoding, SiteTraits traits) {

	Optional<Long> newestId(Conversation conversation, OutgoingText text, ReadMode mode) {
		TextEncoding.Encoded encoded = encoded(text);
		return this.own.newestId(conversation, mode, encoded.isWide() || !encoded.certain());
	}

	Messages.Matches matches(Conversation conversation, OutgoingText text, long above, ReadMode mode) {
		TextEncoding.Encoded encoded = encoded(text);
		List<Message> mine = this.own.above(conversation, above, mode);
		return new Messages.Matches(mine.stream().filter((message) -> encoded.typed().equals(message.text())).toList(),
				encoded.certain() ? List.of() : mine.stream().filter((message) -> message.text() != null).toList());
	}

	/**
	 * Sends a text. If the site turns out to have no room for some of its characters, it
	 * was not stored, and is sent once more without them.
	 */
	Messages.SendResult send(Conversation conversation, OutgoingText text, Optional<Long> above, ReadMode mode) {
		Optional<Messages.SendResult> sent = sent(conversation, encoded(text), above, mode);
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

	private Optional<Messages.SendResult> sent(Conversation conversation, TextEncoding.Encoded text,
			Optional<Long> above, ReadMode mode) {
		Upstream.Answered answered = this.upstream.send(conversation.session(),
				() -> this.api.sendText(conversation.session().token(), conversation.userId(), "text", text.sent()));
		return switch (answered.answer()) {
			case Answer.Success success ->
				this.proof
					.proven(conversation, text, this.reader.sent(conversation, success.data(), answered.asked()), above,
							mode)
					.map((result) -> OwnMessages.within(answered.asked(), result));
			case Answer.Empty empty -> throw MessageReader.unreadable();
			case Answer.Failure failure -> throw FailureProblems.ofWrite(failure);
		};
	}

}
