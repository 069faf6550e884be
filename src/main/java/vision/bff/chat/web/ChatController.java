package vision.bff.chat.web;

import java.nio.charset.StandardCharsets;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.chat.Chat;
import vision.bff.chat.Chats;
import vision.bff.chat.Id;
import vision.bff.session.Session;

@RestController
@RequestMapping(path = "/chats")
@Tag(name = "Chats", description = "With whom I talk")
class ChatController {

	private final Chats chats;

	private final JsonMapper jsonMapper;

	ChatController(Chats chats, JsonMapper jsonMapper) {
		this.chats = chats;
		this.jsonMapper = jsonMapper;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listChats", summary = "List my chats",
			description = "All of them, the newest activity first. Listing marks nothing as seen.")
	@ApiResponse(responseCode = "200", description = "The list, empty if there is no chat",
			headers = @Header(name = "ETag", description = "Names this content; send it back in If-None-Match",
					schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = ChatListResource.class)))
	@ApiResponse(responseCode = "304", description = "Nothing has changed since the ETag of If-None-Match",
			content = @Content)
	ResponseEntity<byte[]> list(Session session) {
		return revalidated(ChatListResource.of(this.chats.all(session)));
	}

	@GetMapping(path = "/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getChat", summary = "Show my chat with one user",
			description = "The same as this user's entry in the list. It marks nothing as seen.")
	@ApiResponse(responseCode = "200", description = "The chat",
			headers = @Header(name = "ETag", description = "Names this content; send it back in If-None-Match",
					schema = @Schema(type = "string")),
			content = @Content(schema = @Schema(implementation = Chat.class)))
	@ApiResponse(responseCode = "304", description = "Nothing has changed since the ETag of If-None-Match",
			content = @Content)
	ResponseEntity<byte[]> show(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId) {
		return revalidated(this.chats.with(session, userId));
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

	private ResponseEntity<byte[]> revalidated(Object resource) {
		byte[] json = this.jsonMapper.writeValueAsBytes(resource);
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_JSON)
			.cacheControl(CacheControl.noCache().cachePrivate())
			.varyBy("Authorization")
			.eTag(DigestUtils.md5DigestAsHex(json))
			.body(json);
	}

}
