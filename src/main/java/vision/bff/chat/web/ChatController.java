package vision.bff.chat.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.chat.Id;
import vision.bff.session.Session;

@RestController
@RequestMapping(path = ChatController.PATH)
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
	void list(Session session, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Instant requestedAt = this.clock.instant();
		ChatList list = this.chats.all(session);
		this.renderings.of(list).answer(request, response, new ListOrigin(list, requestedAt));
	}

	@GetMapping(path = "/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
	void show(Session session, @PathVariable @Id long userId, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Instant requestedAt = this.clock.instant();
		ChatList list = this.chats.all(session);
		this.renderings.of(list.with(userId)).answer(request, response, new ListOrigin(list, requestedAt));
	}

	@DeleteMapping("/{userId}")
	ResponseEntity<Void> delete(Session session, @PathVariable @Id long userId) {
		this.chats.delete(session, userId);
		return ResponseEntity.noContent().build();
	}

}
