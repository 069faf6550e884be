package vision.bff.message.web;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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
import vision.bff.message.SearchTerm;
import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;

@RestController
@RequestMapping(path = "/chats/{userId}/messages")
@Tag(name = "Messages", description = "What we say to each other")
class MessageController {

	/**
	 * Says of a 201 that another text was stored than the one that was sent.
	 */
	private static final String TEXT_CHANGED = "Text-Changed";

	/**
	 * Says of a 201 that nothing was sent for this request.
	 */
	private static final String REPLAYED = "Idempotency-Replayed";

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
	@Operation(operationId = "listMessages", summary = "Read messages of a chat",
			description = "The newest ones; with 'before' the newest below an id, with 'after' the oldest above one, "
					+ "in both cases without a gap. What is returned is marked as seen, unless 'peek' is true.")
	@ApiResponse(responseCode = "200", description = "The messages, ascending by id",
			headers = @Header(name = "Link", ref = "Link"))
	HttpEntity<MessagePageResource> list(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId,
			@Parameter(description = "How many at most") @RequestParam(defaultValue = "20") @Min(value = 1,
					message = LIMITS) @Max(value = Messages.MAX_LIMIT, message = LIMITS) long limit,
			@Parameter(description = "Only ids smaller than this") @RequestParam(
					required = false) @Id @Nullable Long before,
			@Parameter(description = "Only ids larger than this; not together with 'before'") @RequestParam(
					required = false) @Id @Nullable Long after,
			@Parameter(
					description = "Whether to mark nothing as seen, for which there is not always a way") @RequestParam(
							defaultValue = "false") boolean peek) {
		Position position = position(before, after);
		UriComponentsBuilder self = UriComponentsBuilder.fromPath("/chats/{userId}/messages")
			.uriVariables(Map.of("userId", userId));
		if (peek) {
			return MessagePageResource.answer(
					this.messages.peek(new Conversation(session, userId), position, Math.toIntExact(limit)),
					self.queryParam("peek", true), limit);
		}
		return MessagePageResource.answer(
				this.messages.page(new Conversation(session, userId), position, Math.toIntExact(limit)), self, limit);
	}

	@GetMapping(path = "/{messageId}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getMessage", summary = "Read one message", description = "It is marked as seen.")
	@ApiResponse(responseCode = "200", description = "The message")
	ResponseEntity<Message> show(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId,
			@Parameter(description = "The message", example = "86") @PathVariable @Id long messageId) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(this.messages.one(new Conversation(session, userId), messageId));
	}

	@GetMapping(path = "/search", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "searchMessages", summary = "Search the messages of a chat",
			description = "Finds 'q' literally, in any script and whatever its case, in the texts as people read them. "
					+ "Marks nothing as seen. A very long chat is searched in parts: go on with 'older', even after "
					+ "a page without items.")
	@ApiResponse(responseCode = "200", description = "What was found, newest first",
			headers = @Header(name = "Link", ref = "Link"))
	HttpEntity<MessagePageResource> search(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId,
			@Parameter(description = "What to find, 1 to 100 characters after trimming", example = "hello",
					schema = @Schema(minLength = 1, maxLength = 100)) @RequestParam String q,
			@Parameter(description = "How many at most") @RequestParam(defaultValue = "50") @Min(value = 1,
					message = LIMITS) @Max(value = Messages.MAX_LIMIT, message = LIMITS) long limit,
			@Parameter(description = "Only ids smaller than this") @RequestParam(
					required = false) @Id @Nullable Long before) {
		return MessagePageResource.answer(
				this.messages.search(new Conversation(session, userId), SearchTerm.of(q),
						(before != null) ? new Position.Before(before) : null, Math.toIntExact(limit)),
				UriComponentsBuilder.fromPath("/chats/{userId}/messages/search")
					.queryParam("q", "{q}")
					.uriVariables(Map.of("userId", userId, "q", q)),
				limit);
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "sendMessage", summary = "Send a text or an image",
			description = "A 201 shows the message as the site stored it. If it fails, outcome tells whether it may have been sent.")
	@ApiResponse(responseCode = "201", description = "Sent; the message as it was stored",
			headers = { @Header(name = "Location", ref = "Location"), @Header(name = TEXT_CHANGED, ref = TEXT_CHANGED),
					@Header(name = REPLAYED, ref = REPLAYED),
					@Header(name = Preference.APPLIED, ref = Preference.APPLIED) })
	ResponseEntity<Message> sendText(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId,
			@Parameter(
					description = "Names this message: the same request with the same key, sent again, does not send it again. Kept for 24 hours, for each session by itself.",
					schema = @Schema(minLength = 1, maxLength = IdempotencyKey.MAX_LENGTH,
							pattern = "^[!-~]+$")) @RequestHeader(name = IdempotencyKey.HEADER,
									required = false) @Nullable String key,
			@Parameter(
					description = "handling=lenient lets a text go out although the site will lose something of it; Text-Changed then says so (RFC 7240).",
					schema = @Schema(minLength = 1, maxLength = 8192), example = Preference.LENIENT) @RequestHeader(
							name = Preference.HEADER, required = false) @Nullable String prefer,
			@RequestBody TextPayload payload) {
		OutgoingText text = OutgoingText.of(payload.text(), Preference.isLenient(prefer));
		Sent sent = this.sender.send(new Conversation(session, userId), text, IdempotencyKey.of(key));
		ResponseEntity.BodyBuilder created = created(userId, sent);
		if (text.lenient()) {
			created.header(Preference.APPLIED, Preference.LENIENT);
		}
		return created.body(sent.message());
	}

	@PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "sendMessage",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
					content = @Content(mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
							schema = @Schema(implementation = ImagePayload.class)),
					required = true))
	@ApiResponse(responseCode = "201", description = "Sent; the message as it was stored",
			headers = { @Header(name = "Location", ref = "Location"), @Header(name = TEXT_CHANGED, ref = TEXT_CHANGED),
					@Header(name = REPLAYED, ref = REPLAYED) })
	ResponseEntity<Message> sendImage(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId,
			@Parameter(
					description = "Names this message: the same request with the same key, sent again, does not send it again. Kept for 24 hours, for each session by itself.",
					schema = @Schema(minLength = 1, maxLength = IdempotencyKey.MAX_LENGTH,
							pattern = "^[!-~]+$")) @RequestHeader(name = IdempotencyKey.HEADER,
									required = false) @Nullable String key,
			@Parameter(hidden = true) HttpServletRequest request) throws IOException {
		IdempotencyKey idempotencyKey = IdempotencyKey.of(key);
		try (OutgoingImage image = ImageUpload.in(request, this.uploads)) {
			Sent sent = this.sender.send(new Conversation(session, userId), image, idempotencyKey);
			return created(userId, sent).body(sent.message());
		}
	}

	@DeleteMapping("/{messageId}")
	@Operation(operationId = "deleteMessage", summary = "Delete one message for me",
			description = "Mine or received. The other side keeps it.")
	@ApiResponse(responseCode = "204", description = "Deleted")
	ResponseEntity<Void> delete(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId,
			@Parameter(description = "The message", example = "86") @PathVariable @Id long messageId) {
		this.messages.delete(new Conversation(session, userId), messageId);
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping
	@Operation(operationId = "clearMessages", summary = "Clear the history for me",
			description = "The chat stays in my list. The other side keeps everything.")
	@ApiResponse(responseCode = "204", description = "Cleared")
	ResponseEntity<Void> clear(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId) {
		this.messages.clear(new Conversation(session, userId));
		return ResponseEntity.noContent().build();
	}

	/**
	 * A read marks messages as seen, and HEAD must have no such effect (RFC 9110 section
	 * 9.2.1).
	 */
	@Hidden
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
			created.header(TEXT_CHANGED, "true");
		}
		if (sent.replayed()) {
			created.header(REPLAYED, "true");
		}
		return created;
	}

}
