package vision.bff.upstream;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.MultipartBodyBuilder;

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

	Sent text(Session session, long userId, OutgoingText text) {
		Optional<Long> known = known(session, userId);
		Upstream.Answered answered = ask(() -> this.api.sendText(session.token(), userId, "text", text.value()));
		return switch (answered.answer()) {
			case Answer.Success success -> {
				Message message = message(success.data(), answered.asked());
				yield sent(seen(session, userId, message, known, (shown) -> fits(shown, text)), text);
			}
			case Answer.Empty empty -> throw unreadable();
			case Answer.Failure failure -> throw Upstream.told(new ProblemException(Upstream.problem(failure)));
		};
	}

	private static Sent sent(Message message, OutgoingText text) {
		return new Sent(message, !text.trimmed().equals(message.text()));
	}

	Sent image(Session session, long userId, OutgoingImage image) {
		Optional<Long> known = known(session, userId);
		Upstream.Answered answered = ask(() -> this.api.sendMedia(body(session, userId, image).build()));
		return switch (answered.answer()) {
			case Answer.Success success -> {
				Message message = message(success.data(), answered.asked());
				yield new Sent(seen(session, userId, message, known, Sending::isImage), false);
			}
			case Answer.Empty empty -> throw unreadable();
			case Answer.TooLarge large -> throw tooLarge();
			case Answer.Declined declined -> throw tooLarge();
			case Answer.SessionRefused refused -> throw deadOrTooLarge(session);
			case Answer.Failure failure -> throw Upstream.told(new ProblemException(Upstream.problem(failure)));
		};
	}

	/**
	 * The newest message before the sending. Who may not be written to cannot be read
	 * either, and hears the reason from the sending.
	 */
	private Optional<Long> known(Session session, long userId) {
		try {
			return this.reader.newestId(session, userId);
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
	private Message seen(Session session, long userId, Message answer, Optional<Long> known,
			Predicate<Message> fitting) {
		if (isNew(answer, known) && fitting.test(answer)) {
			return answer;
		}
		Optional<List<Message>> newer = known.flatMap((id) -> look(session, userId, id));
		List<Message> mine = newer.orElse(List.of()).stream().filter(Message::mine).toList();
		boolean nothingNew = newer.isPresent() && mine.isEmpty() && !isNew(answer, known);
		return mine.stream()
			.filter(fitting)
			.findFirst()
			.orElseThrow(() -> new ProblemException(ProblemCode.UPSTREAM_ERROR)
				.of(nothingNew ? Outcome.NOT_SENT : Outcome.UNKNOWN));
	}

	private Optional<List<Message>> look(Session session, long userId, long above) {
		try {
			return this.reader.newestAbove(session, userId, above);
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

	private Upstream.Answered ask(Supplier<ResponseEntity<byte[]>> call) {
		try {
			return this.upstream.ask(call);
		}
		catch (ProblemException ex) {
			throw Upstream.told(ex);
		}
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

	private static MultipartBodyBuilder body(Session session, long userId, OutgoingImage image) {
		MultipartBodyBuilder body = new MultipartBodyBuilder();
		body.part("session_id", session.token());
		body.part("user_id", Long.toString(userId));
		body.part("type", "media");
		body.asyncPart("image",
				DataBufferUtils.readInputStream(image::content, DefaultDataBufferFactory.sharedInstance, CHUNK_BYTES)
					.subscribeOn(Schedulers.boundedElastic()),
				DataBuffer.class)
			.filename("image." + image.format().extension())
			.contentType(MediaType.parseMediaType(image.format().mediaType()));
		return body;
	}

}
