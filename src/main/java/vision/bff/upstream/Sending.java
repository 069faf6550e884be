package vision.bff.upstream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;

import vision.bff.message.Attempt;
import vision.bff.message.Message;
import vision.bff.message.OutgoingImage;
import vision.bff.message.OutgoingText;
import vision.bff.message.Sent;
import vision.bff.problem.Outcome;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

/**
 * Sends messages, each once, and believes that one was sent only when it sees it: the
 * upstream can say so of what it never stored, and say that a session is dead where an
 * image is too large (UPSTREAM.md, "send_message").
 */
final class Sending {

	private static final int CHUNK_BYTES = 16 * 1024;

	private static final Scheduler READERS = Schedulers.fromExecutor(Executors.newVirtualThreadPerTaskExecutor());

	private final ChatApi api;

	private final Upstream upstream;

	private final MessageReader reader;

	private final Timeline timeline;

	Sending(ChatApi api, Upstream upstream, MessageReader reader, Timeline timeline) {
		this.api = api;
		this.upstream = upstream;
		this.reader = reader;
		this.timeline = timeline;
	}

	Sent text(Session session, long userId, OutgoingText text, Attempt attempt) {
		Optional<Message> earlier = earlier(session, userId, attempt,
				(shown) -> shown.text() != null && text.isStoredAs(shown.text()));
		if (earlier.isPresent()) {
			return sent(earlier.get(), text, true);
		}
		Optional<Long> known = known(session, userId, attempt);
		Upstream.Answered answered = this.upstream.askOnce(CallKind.WRITE,
				() -> this.api.sendText(session.token(), userId, "text", text.value()));
		return switch (answered.answer()) {
			case Answer.Success success -> sent(seen(session, userId, message(success.data(), answered.asked()), known,
					attempt, (shown) -> fits(shown, text)), text, false);
			case Answer.Empty empty -> throw unreadable();
			case Answer.Failure failure -> throw Upstream.told(failure);
		};
	}

	private static Sent sent(Message message, OutgoingText text, boolean replayed) {
		return new Sent(message, !text.trimmed().equals(message.text()), replayed);
	}

	Sent image(Session session, long userId, OutgoingImage image, Attempt attempt) {
		Optional<Message> earlier = earlier(session, userId, attempt, Sending::isImage);
		if (earlier.isPresent()) {
			return new Sent(earlier.get(), false, true);
		}
		Optional<Long> known = known(session, userId, attempt);
		Upstream.Answered answered = this.upstream.askOnce(CallKind.UPLOAD,
				() -> this.api.sendMedia(body(session, userId, image).build()));
		return switch (answered.answer()) {
			case Answer.Success success -> new Sent(
					seen(session, userId, message(success.data(), answered.asked()), known, attempt, Sending::isImage),
					false, false);
			case Answer.Empty empty -> throw unreadable();
			case Answer.TooLarge large -> throw tooLarge();
			case Answer.Declined declined -> declined(session, userId, known, attempt);
			case Answer.SessionRefused refused -> throw deadOrTooLarge(session);
			case NoAnswer none when !image.isRead() -> throw Upstream.told(none).of(Outcome.NOT_SENT);
			case Answer.Failure failure -> throw Upstream.told(failure);
		};
	}

	/**
	 * What an earlier try of this attempt has sent, of which no answer came.
	 */
	private Optional<Message> earlier(Session session, long userId, Attempt attempt, Predicate<Message> fitting) {
		OptionalLong above = attempt.inDoubtAbove();
		if (above.isEmpty()) {
			return Optional.empty();
		}
		try {
			return this.reader.allAbove(session, userId, above.getAsLong())
				.stream()
				.filter(Message::mine)
				.filter(fitting)
				.filter(attempt::claims)
				.findFirst();
		}
		catch (ProblemException ex) {
			throw ex.of(Outcome.UNKNOWN);
		}
	}

	/**
	 * The newest message before the sending. Who may not be written to cannot be read
	 * either, and hears the reason from the sending.
	 */
	private Optional<Long> known(Session session, long userId, Attempt attempt) {
		try {
			Optional<Long> known = attempt.isRepeatable() ? Optional.of(this.reader.newestIdInAnyCase(session, userId))
					: this.reader.newestId(session, userId);
			known.ifPresent(attempt::startsAbove);
			return known;
		}
		catch (ProblemException ex) {
			if (ex.code() == ProblemCode.USER_NOT_FOUND) {
				return Optional.empty();
			}
			throw ex.of(Outcome.NOT_SENT);
		}
	}

	private static boolean isNew(Message message, Optional<Long> known) {
		return message.mine() && known.map((id) -> message.id() > id).orElse(true);
	}

	private static boolean isImage(Message message) {
		return message.image() != null;
	}

	private static boolean fits(Message message, OutgoingText text) {
		return message.text() != null && text.canBecome(message.text());
	}

	/**
	 * What was sent: the message of the answer if it is mine, new and fits, otherwise one
	 * that is there all the same.
	 * @throws ProblemException {@code upstream-error} if it is not there, or if that
	 * cannot be found out
	 */
	private Message seen(Session session, long userId, Message answer, Optional<Long> known, Attempt attempt,
			Predicate<Message> fitting) {
		if (isNew(answer, known) && fitting.test(answer)) {
			attempt.claims(answer);
			return answer;
		}
		Optional<List<Message>> newer = known.flatMap((id) -> look(session, userId, id));
		boolean nothingNew = newer.isPresent() && newer.get().isEmpty() && !isNew(answer, known);
		return newer.orElse(List.of())
			.stream()
			.filter(fitting)
			.filter(attempt::claims)
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemCode.UPSTREAM_ERROR)
				.of(nothingNew ? Outcome.NOT_SENT : Outcome.UNKNOWN));
	}

	/**
	 * The upstream gives one reason for an image that is too large, which it has not
	 * stored, and for many faults, after which it may have.
	 */
	private Sent declined(Session session, long userId, Optional<Long> known, Attempt attempt) {
		Optional<List<Message>> newer = known.flatMap((id) -> look(session, userId, id));
		Optional<Message> stored = newer.orElse(List.of())
			.stream()
			.filter(Sending::isImage)
			.filter(attempt::claims)
			.findFirst();
		if (stored.isEmpty() && newer.isEmpty() && known.isPresent()) {
			throw new ProblemException(ProblemCode.UPSTREAM_ERROR).of(Outcome.UNKNOWN);
		}
		return new Sent(stored.orElseThrow(Sending::tooLarge), false, false);
	}

	/**
	 * My messages that are new.
	 * @return nothing if that cannot be found out
	 */
	private Optional<List<Message>> look(Session session, long userId, long above) {
		try {
			return this.reader.newestAbove(session, userId, above)
				.map((newer) -> newer.stream().filter(Message::mine).toList());
		}
		catch (ProblemException ex) {
			return Optional.empty();
		}
	}

	/**
	 * PHP drops all fields of a body over its limit, the session too. So another call
	 * tells whether the session is really dead.
	 */
	private ProblemException deadOrTooLarge(Session session) {
		try {
			this.upstream.read(() -> this.api.getChats(session.token()));
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

	private Message message(@Nullable JsonNode data, TimeWindow asked) {
		if (data == null || !data.isObject()) {
			throw unreadable();
		}
		try {
			return this.timeline.messages(List.of(MessageRow.of(new Row(data))), asked).getFirst();
		}
		catch (Row.Unreadable ex) {
			throw unreadable();
		}
	}

	private static ProblemException unreadable() {
		return new ProblemException(ProblemCode.UPSTREAM_UNREADABLE).of(Outcome.UNKNOWN);
	}

	/**
	 * Who gives an image up has to wait for whoever reads it, which the threads of the
	 * connections must not.
	 */
	private static MultipartBodyBuilder body(Session session, long userId, OutgoingImage image) {
		MultipartBodyBuilder body = new MultipartBodyBuilder();
		body.part("session_id", session.token());
		body.part("user_id", Long.toString(userId));
		body.part("type", "media");
		body.asyncPart("image",
				DataBufferUtils.readInputStream(image::content, DefaultDataBufferFactory.sharedInstance, CHUNK_BYTES)
					.subscribeOn(READERS)
					.cancelOn(READERS),
				DataBuffer.class)
			.filename("image." + image.format().extension())
			.contentType(MediaType.parseMediaType(image.format().mediaType()));
		return body;
	}

}
