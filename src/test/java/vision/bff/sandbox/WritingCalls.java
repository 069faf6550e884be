package vision.bff.sandbox;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The calls that read only the form.
 */
record WritingCalls(Visit visit) {

	private static final Answer NO_PERMISSION = Answer.of(400,
			"You do not have permission direct messages to this chat");

	private static final Answer BLOCKED = Answer.of(400, "Your account has been blocked by this account");

	private static final Answer NO_TYPE = Answer.of(400, "The media type of the message is invalid or missing");

	private static final int TEXT_LIMIT = 3_000;

	Answer sendMessage() {
		Person other = site().person(form().get("user_id"));
		if (other == null) {
			return Answer.NO_INTERLOCUTOR;
		}
		if (other.equals(me()) || other.refusesMessages()) {
			return NO_PERMISSION;
		}
		if (site().blocks().areApart(me(), other)) {
			return BLOCKED;
		}
		return switch (form().get("type")) {
			case "text" -> sendText(other);
			case "media" -> sendImage(other);
			default -> NO_TYPE;
		};
	}

	private Answer sendText(Person other) {
		if (PhpValue.isBlank(form().get("message"))) {
			return Answer.FAILED;
		}
		String typed = form().strictly("message");
		if (typed != null && StoredText.length(typed) > TEXT_LIMIT) {
			return Answer.FAILED;
		}
		StoredText text = (typed != null) ? StoredText.of(typed) : StoredText.EMPTY;
		return (text.fits(this.visit.dialect()) && !isTooWide(typed))
				? sent(site().store(me(), other, text, null, this.visit.now())) : falseSuccess(other);
	}

	private boolean isTooWide(@Nullable String typed) {
		return this.visit.settings().has(Quirk.NARROW_TEXT) && typed != null
				&& typed.codePoints().anyMatch(Character::isSupplementaryCodePoint);
	}

	private Answer falseSuccess(Person other) {
		Answer answer = sent(site().newest(me(), other));
		if (this.visit.dialect() == Dialect.C) {
			site().between(me(), other).values().forEach((message) -> message.readBy(me(), this.visit.now()));
		}
		return answer;
	}

	private Answer sendImage(Person other) {
		Upload image = this.visit.call().image();
		if (image == null || !image.isAcceptable(this.visit.settings().uploads())) {
			return Answer.FAILED;
		}
		if (!image.isReadable() && this.visit.dialect() != Dialect.B) {
			return Answer.warning("getimagesize(): Error reading from upload", "core/libs/images.php", 112);
		}
		Media media = site().files().store(FileType.IMAGE, image.extension(), image.bytes(), this.visit.now());
		return sent(site().store(me(), other, StoredText.EMPTY, media, this.visit.now()));
	}

	private Answer sent(@Nullable StoredMessage message) {
		return Answer.json(new JsonObject().with("code", 200)
			.with("message", "Message sent")
			.with("data", (message != null) ? message.row(this.visit) : List.of()));
	}

	Answer deleteMessage() {
		String id = form().get("message_id");
		if (PhpValue.isBlank(id) || !PhpValue.isInteger(id)) {
			return Answer.of(400, "Message ID is missing or invalid");
		}
		StoredMessage message = site().message(Long.parseLong(id));
		if (message == null || !message.isKnownTo(me())) {
			return Answer.of(400, "A message with this ID was not found. Please check your details!");
		}
		message.deleteFor(me());
		return Answer.of(200, "Message deleted successfully");
	}

	Answer clearChat() {
		Person other = site().person(form().get("user_id"));
		if (other == null || other.equals(me())) {
			return Answer.NO_INTERLOCUTOR;
		}
		site().clear(me(), other, form().get("delete_chat").equals("1"));
		return Answer.of(200, "Chat deleted successfully");
	}

	private Site site() {
		return this.visit.site();
	}

	private Person me() {
		return this.visit.me();
	}

	private Parameters form() {
		return this.visit.call().form();
	}

}
