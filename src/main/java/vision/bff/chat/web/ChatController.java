package vision.bff.chat.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
@RequestMapping(path = ChatController.PATH)
@Tag(name = "Chats", description = "With whom I talk")
class ChatController {

	static final String PATH = "/chats";

	private final Chats chats;

	private final Renderings renderings;

	private final Clock clock;

	ChatController(Chats chats, Renderings renderings, Clock clock) {
		this.clock = clock;
		this.chats = chats;
		this.renderings = renderings;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "listChats", summary = "List my chats",
			description = "All of them, the newest activity first. Listing marks nothing as seen.")
	@ApiResponse(responseCode = "200", description = "The list, empty if there is no chat",
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Status", ref = "Cache-Status"),
					@Header(name = "Age", ref = "Age"),
					@Header(name = Rendering.STALE_AS_OF, ref = Rendering.STALE_AS_OF) },
			content = @Content(schema = @Schema(implementation = ChatListResource.class)))
	@ApiResponse(responseCode = "304", description = "Nothing has changed since the ETag of If-None-Match",
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Status", ref = "Cache-Status"),
					@Header(name = "Age", ref = "Age"),
					@Header(name = Rendering.STALE_AS_OF, ref = Rendering.STALE_AS_OF) },
			content = @Content)
	void list(Session session, @Parameter(hidden = true) HttpServletRequest request,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		Instant start = this.clock.instant();
		ChatList list = this.chats.all(session);
		this.renderings.of(list).answer(request, response, list, start);
	}

	@GetMapping(path = "/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "getChat", summary = "Show my chat with one user",
			description = "The same as this user's entry in the list. It marks nothing as seen.")
	@ApiResponse(responseCode = "200", description = "The chat",
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Status", ref = "Cache-Status"),
					@Header(name = "Age", ref = "Age"),
					@Header(name = Rendering.STALE_AS_OF, ref = Rendering.STALE_AS_OF) },
			content = @Content(schema = @Schema(implementation = Chat.class)))
	@ApiResponse(responseCode = "304", description = "Nothing has changed since the ETag of If-None-Match",
			headers = { @Header(name = "ETag", ref = "ETag"), @Header(name = "Cache-Status", ref = "Cache-Status"),
					@Header(name = "Age", ref = "Age"),
					@Header(name = Rendering.STALE_AS_OF, ref = Rendering.STALE_AS_OF) },
			content = @Content)
	void show(Session session,
			@Parameter(description = "The other person", example = "78") @PathVariable @Id long userId,
			@Parameter(hidden = true) HttpServletRequest request,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		Instant start = this.clock.instant();
		ChatList list = this.chats.all(session);
		this.renderings.of(list.with(userId)).answer(request, response, list, start);
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

}
