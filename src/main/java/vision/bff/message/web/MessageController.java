package vision.bff.message.web;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import vision.bff.chat.Id;
import vision.bff.idempotency.IdempotencyKey;
import vision.bff.idempotency.IdempotentSender;
import vision.bff.idempotency.Sent;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.Messages;
import vision.bff.message.OutgoingImage;
import vision.bff.message.OutgoingText;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.message.SearchTerm;
import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.web.HeaderNames;

@RestController
@RequestMapping(path = "/chats/{userId}/messages")
class MessageController {

	private static final String LIMITS = "must be an integer from 1 to 100";

	private final Messages messages;

	private final IdempotentSender sender;

	private final UploadProperties uploads;

	MessageController(Messages messages, IdempotentSender sender, UploadProperties uploads) {
		this.messages = messages;
		this.sender = sender;
		this.uploads = uploads;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	HttpEntity<MessagePageResource> list(Session session, @PathVariable @Id long userId,
			@RequestParam(defaultValue = "20") @Min(value = 1, message = LIMITS) @Max(value = Messages.MAX_LIMIT,
					message = LIMITS) long limit,
			@RequestParam(required = false) @Id @Nullable Long before,
			@RequestParam(required = false) @Id @Nullable Long after,
			@RequestParam(defaultValue = "false") boolean peek) {
		Position position = position(before, after);
		UriComponentsBuilder self = UriComponentsBuilder.fromPath("/chats/{userId}/messages")
			.uriVariables(Map.of("userId", userId));
		if (peek) {
			self.queryParam("peek", true);
		}
		return MessagePageResource.answer(this.messages.page(new Conversation(session, userId), position,
				Math.toIntExact(limit), peek ? ReadMode.PEEK : ReadMode.READ), self, limit);
	}

	@GetMapping(path = "/{messageId}", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Message> show(Session session, @PathVariable @Id long userId, @PathVariable @Id long messageId) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(this.messages.one(new Conversation(session, userId), messageId));
	}

	@GetMapping(path = "/search", produces = MediaType.APPLICATION_JSON_VALUE)
	HttpEntity<MessagePageResource> search(Session session, @PathVariable @Id long userId, @RequestParam String q,
			@RequestParam(defaultValue = "50") @Min(value = 1, message = LIMITS) @Max(value = Messages.MAX_LIMIT,
					message = LIMITS) long limit,
			@RequestParam(required = false) @Id @Nullable Long before) {
		return MessagePageResource.answer(
				this.messages.search(new Conversation(session, userId), SearchTerm.of(q),
						(before != null) ? new Position.Before(before) : null, Math.toIntExact(limit)),
				UriComponentsBuilder.fromPath("/chats/{userId}/messages/search")
					.queryParam("q", "{q}")
					.uriVariables(Map.of("userId", userId, "q", q)),
				limit);
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Message> sendText(Session session, @PathVariable @Id long userId,
			@RequestHeader(name = HeaderNames.IDEMPOTENCY_KEY, required = false) @Nullable String key,
			@RequestHeader(name = HeaderNames.PREFER, required = false) @Nullable String prefer,
			@RequestBody TextPayload payload) {
		OutgoingText text = OutgoingText.of(payload.text(), Preference.isLenient(prefer));
		Sent sent = this.sender.send(new Conversation(session, userId), text, IdempotencyKey.of(key));
		ResponseEntity.BodyBuilder created = created(userId, sent);
		if (text.lenient()) {
			created.header(HeaderNames.PREFERENCE_APPLIED, Preference.LENIENT);
		}
		return created.body(sent.message());
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Message> sendImage(Session session, @PathVariable @Id long userId,
			@RequestHeader(name = HeaderNames.IDEMPOTENCY_KEY, required = false) @Nullable String key,
			HttpServletRequest request) throws IOException {
		IdempotencyKey idempotencyKey = IdempotencyKey.of(key);
		try (OutgoingImage image = ImageUpload.in(request, this.uploads)) {
			Sent sent = this.sender.send(new Conversation(session, userId), image, idempotencyKey);
			return created(userId, sent).body(sent.message());
		}
	}

	@DeleteMapping("/{messageId}")
	ResponseEntity<Void> delete(Session session, @PathVariable @Id long userId, @PathVariable @Id long messageId) {
		this.messages.delete(new Conversation(session, userId), messageId);
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping
	ResponseEntity<Void> clear(Session session, @PathVariable @Id long userId) {
		this.messages.clear(new Conversation(session, userId));
		return ResponseEntity.noContent().build();
	}

	/**
	 * A read marks messages as seen, and HEAD must have no such effect (RFC 9110 section
	 * 9.2.1).
	 */
	@RequestMapping(path = { "", "/{messageId:[0-9]+}" }, method = RequestMethod.HEAD)
	void head(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
		boolean collection = request.getRequestURI().endsWith("/messages");
		throw new HttpRequestMethodNotSupportedException(HttpMethod.HEAD.name(),
				collection ? List.of("GET", "POST", "DELETE") : List.of("GET", "DELETE"));
	}

	private static Position position(@Nullable Long before, @Nullable Long after) {
		if (before != null && after != null) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					InvalidValue.parameter("after", "must not be given together with 'before'"));
		}
		if (before != null) {
			return new Position.Before(before);
		}
		return (after != null) ? new Position.After(after) : new Position.Newest();
	}

	private static ResponseEntity.BodyBuilder created(long userId, Sent sent) {
		ResponseEntity.BodyBuilder created = ResponseEntity
			.created(URI.create("/chats/" + userId + "/messages/" + sent.message().id()))
			.cacheControl(CacheControl.noStore());
		if (sent.textChanged()) {
			created.header(HeaderNames.TEXT_CHANGED, "true");
		}
		if (sent.replayed()) {
			created.header(HeaderNames.IDEMPOTENCY_REPLAYED, "true");
		}
		return created;
	}

}
