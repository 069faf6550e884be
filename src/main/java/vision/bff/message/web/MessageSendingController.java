package vision.bff.message.web;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.chat.Id;
import vision.bff.idempotency.IdempotencyKey;
import vision.bff.idempotency.IdempotentSender;
import vision.bff.idempotency.Sent;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.OutgoingImage;
import vision.bff.message.OutgoingText;
import vision.bff.session.Session;
import vision.bff.web.HeaderNames;
import vision.bff.web.PublicPath;

@RestController
@RequestMapping(path = MessageController.PATH)
class MessageSendingController {

	private final IdempotentSender sender;

	private final UploadProperties uploads;

	MessageSendingController(IdempotentSender sender, UploadProperties uploads) {
		this.sender = sender;
		this.uploads = uploads;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Message> sendText(Session session, @PathVariable @Id long userId,
			@RequestHeader(name = HeaderNames.IDEMPOTENCY_KEY, required = false) @Nullable String key,
			@RequestHeader(name = HeaderNames.PREFER, required = false) @Nullable String prefer,
			@RequestBody TextPayload payload, HttpServletRequest request) {
		OutgoingText text = OutgoingText.of(payload.text(), Preference.isLenient(prefer));
		IdempotencyKey idempotencyKey = IdempotencyKey.of(key);
		Sent sent = this.sender.send(new Conversation(session, userId), text, idempotencyKey);
		ResponseEntity.BodyBuilder created = created(request, userId, sent, idempotencyKey);
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
			return created(request, userId, sent, idempotencyKey).body(sent.message());
		}
	}

	private static ResponseEntity.BodyBuilder created(HttpServletRequest request, long userId, Sent sent,
			@Nullable IdempotencyKey key) {
		ResponseEntity.BodyBuilder created = ResponseEntity
			.created(URI.create(PublicPath.of(request, "/chats/" + userId + "/messages/" + sent.message().id())))
			.cacheControl(CacheControl.noStore());
		if (key != null) {
			created.header(HeaderNames.IDEMPOTENCY_KEY, key.value());
		}
		if (sent.textChanged()) {
			created.header(HeaderNames.TEXT_CHANGED, "true");
		}
		if (sent.replayed()) {
			created.header(HeaderNames.IDEMPOTENCY_REPLAYED, "true");
		}
		return created;
	}

	record TextPayload(@Nullable String text) {
	}

}
