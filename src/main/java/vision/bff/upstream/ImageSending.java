package vision.bff.upstream;

import java.util.List;
import java.util.Optional;

import vision.bff.chat.AttachmentType;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingImage;
import vision.bff.message.ReadMode;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.upstream.answer.Answer;
import vision.bff.upstream.answer.FailureProblems;
import vision.bff.upstream.answer.NoAnswer;
import vision.bff.upstream.call.ChatApi;
import vision.bff.upstream.call.Upstream;

/**
 * Sends images, each once. From the answer of the upstream it is not clear why one failed
 * (UPSTREAM.md, "send_message").
 */
record ImageSending(ChatApi api, Upstream upstream, MessageReader reader, OwnMessages own) {

	Optional<Long> newestId(Conversation conversation, ReadMode mode) {
		return this.own.newestId(conversation, mode, true);
	}

	/** All images of mine, since an image that was stored cannot be told from another. */
	Messages.Matches matches(Conversation conversation, long above, ReadMode mode) {
		return new Messages.Matches(
				this.own.above(conversation, above, mode).stream().filter(ImageSending::isMyImage).toList(), List.of());
	}

	Messages.SendResult send(Conversation conversation, OutgoingImage image, Optional<Long> above, ReadMode mode) {
		Upstream.Answered answered = this.upstream.upload(conversation.session(), image.whenRead(),
				() -> this.api.sendMedia(ImageBody.of(conversation, image)));
		return switch (answered.answer()) {
			case Answer.Success success -> OwnMessages.within(answered.asked(), proven(conversation,
					this.reader.sent(conversation, success.data(), answered.asked()), above, mode));
			case Answer.Empty empty -> throw MessageReader.unreadable();
			case Answer.TooLarge large -> throw tooLarge();
			case Answer.Declined declined -> declined(conversation, above, mode);
			case Answer.SessionRefused refused -> throw deadOrTooLarge(conversation.session());
			case NoAnswer none when !image.isRead() -> throw unread(none).of(Outcome.NOT_SENT);
			case Answer.Failure failure -> throw FailureProblems.ofWrite(failure);
		};
	}

	/**
	 * The image that was sent: the one that the answer shows, if it is mine and new,
	 * otherwise one that is there all the same.
	 */
	private Messages.SendResult proven(Conversation conversation, Optional<Message> answer, Optional<Long> above,
			ReadMode mode) {
		Optional<Message> candidate = answer.filter((message) -> OwnMessages.isNew(message, above));
		Optional<Message> shown = candidate.filter(ImageSending::isMyImage);
		if (shown.isPresent()) {
			return new Messages.SendResult(List.of(shown.get()), false);
		}
		Optional<List<Message>> mine = this.own.since(conversation, above, mode);
		boolean absent = mine.isPresent() && mine.get().isEmpty() && candidate.isEmpty();
		return images(mine).orElseThrow(() -> OwnMessages.missing(absent ? Outcome.NOT_SENT : Outcome.UNKNOWN));
	}

	/** If time was up before all of the image was here, the site had no part in it. */
	private static ProblemException unread(NoAnswer none) {
		return (none == NoAnswer.LATE) ? new ProblemException(ProblemCode.UPLOAD_STALLED)
				: FailureProblems.ofWrite(none);
	}

	private static boolean isMyImage(Message message) {
		return message.mine() && message.attachment() != null && message.attachment().type() == AttachmentType.IMAGE;
	}

	private static Optional<Messages.SendResult> images(Optional<List<Message>> mine) {
		List<Message> images = mine.orElse(List.of()).stream().filter(ImageSending::isMyImage).toList();
		return images.isEmpty() ? Optional.empty() : Optional.of(new Messages.SendResult(images, false));
	}

	/**
	 * The upstream gives one reason for an image that is too large, which it has not
	 * stored, and for many faults, after which it may have.
	 */
	private Messages.SendResult declined(Conversation conversation, Optional<Long> above, ReadMode mode) {
		Optional<List<Message>> mine = this.own.since(conversation, above, mode);
		return images(mine).orElseThrow(() -> mine.isPresent() ? tooLarge() : OwnMessages.missing(Outcome.UNKNOWN));
	}

	/**
	 * PHP drops all fields of a body over its limit, the session too. So another call
	 * tells whether the session is really dead.
	 */
	private ProblemException deadOrTooLarge(Session session) {
		try {
			this.upstream.read(session, UpstreamChats.EXPECTED_KIB, () -> this.api.getChats(session.token()));
			return tooLarge();
		}
		catch (ProblemException ex) {
			ProblemCode code = (ex.code() == ProblemCode.INVALID_SESSION) ? ex.code() : ProblemCode.UPSTREAM_ERROR;
			return new ProblemException(code).of(Outcome.NOT_SENT);
		}
	}

	private static ProblemException tooLarge() {
		return new ProblemException(ProblemCode.IMAGE_TOO_LARGE,
				"The site declined the image, most likely because it is over the site's own limit.")
			.of(Outcome.NOT_SENT);
	}

}
