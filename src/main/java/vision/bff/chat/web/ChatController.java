package vision.bff.chat.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.chat.Id;
import vision.bff.session.Session;

@RestController
@RequestMapping(path = "/chats")
@Tag(name = "Chats", description = "With whom I talk")
class ChatController {

	/**
	 * Says since when a list is not known to be right any more, during an outage.
	 */
	private static final String STALE_AS_OF = "Stale-As-Of";

	private final Chats chats;

	private final JsonMapper jsonMapper;

	private final Clock clock;

	ChatController(Chats chats, JsonMapper jsonMapper, Clock clock) {
		this.clock = clock;
		this.chats = chats;
		this.jsonMapper = jsonMapper;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listChats", summary = "List my chats",
			description = "All of them, the newest activity first. Listing marks nothing as seen.")
	@ApiResponse(responseCode = "200", description = "The list, empty if there is no chat",
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Status", ref = "Cache-Status"),
					@Header(name = "Age", ref = "Age"), @Header(name = STALE_AS_OF, ref = STALE_AS_OF) },
			content = @Content(schema = @Schema(implementation = ChatListResource.class)))
	@ApiResponse(responseCode = "304", description = "Nothing has changed since the ETag of If-None-Match",
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Status", ref = "Cache-Status"),
					@Header(name = "Age", ref = "Age"), @Header(name = STALE_AS_OF, ref = STALE_AS_OF) },
			content = @Content)
	ResponseEntity<byte[]> list(Session session) {
		Instant start = this.clock.instant();
		ChatList list = this.chats.all(session);
		return answer(list.rendered(Rendering.class, (chats) -> render(ChatListResource.of(chats))), list, start);
	}

	@GetMapping(path = "/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getChat", summary = "Show my chat with one user",
			description = "The same as this user's entry in the list. It marks nothing as seen.")
	@ApiResponse(responseCode = "200", description = "The chat",
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Status", ref = "Cache-Status"),
					@Header(name = "Age", ref = "Age"), @Header(name = STALE_AS_OF, ref = STALE_AS_OF) },
			content = @Content(schema = @Schema(implementation = Chat.class)))
	@ApiResponse(responseCode = "304", description = "Nothing has changed since the ETag of If-None-Match",
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Status", ref = "Cache-Status"),
					@Header(name = "Age", ref = "Age"), @Header(name = STALE_AS_OF, ref = STALE_AS_OF) },
			content = @Content)
	ResponseEntity<byte[]> show(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId) {
		Instant start = this.clock.instant();
		ChatList list = this.chats.all(session);
		return answer(render(list.with(userId)), list, start);
	}

	@DeleteMapping("/{userId}")
	@Operation(operationId = "deleteChat", summary = "Delete my chat with one user",
			description = "Its history and its entry in the list are gone for me. The other side keeps both.")
	@ApiResponse(responseCode = "204", description = "Deleted, or there was none")
	ResponseEntity<Void> delete(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId) {
		this.chats.delete(session, userId);
		return ResponseEntity.noContent().build();
	}

	private Rendering render(Object resource) {
		byte[] json = this.jsonMapper.writeValueAsBytes(resource);
		return new Rendering(json, DigestUtils.md5DigestAsHex(json));
	}

	/**
	 * RFC 9211 tells where the answer comes from, and RFC 9111 section 5.1 how old it is.
	 */
	private ResponseEntity<byte[]> answer(Rendering rendering, ChatList list, Instant start) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.noCache().cachePrivate())
			.varyBy(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE)
			.eTag(rendering.etag());
		if (list.asOf().isAfter(start)) {
			return answer.header("Cache-Status", "vision-bff; fwd=miss").body(rendering.json());
		}
		long age = Math.max(0, Duration.between(list.asOf(), start).toSeconds());
		answer.header("Cache-Status", list.stale() ? "vision-bff; hit; detail=stale" : "vision-bff; hit")
			.header("Age", Long.toString(age));
		if (list.stale()) {
			answer.header(STALE_AS_OF, list.asOf().truncatedTo(ChronoUnit.SECONDS).toString());
		}
		return answer.body(rendering.json());
	}

	/**
	 * A finished body, and what names it.
	 */
	@SuppressWarnings("ArrayRecordComponent")
	private record Rendering(byte[] json, String etag) {
	}

}
