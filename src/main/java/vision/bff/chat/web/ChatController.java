package vision.bff.chat.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.chat.Chats;
import vision.bff.chat.Id;
import vision.bff.session.Session;

@RestController
@RequestMapping(path = ChatController.PATH)
class ChatController {

	static final String PATH = "/chats";

	private final ChatAnswers answers;

	private final Chats chats;

	ChatController(ChatAnswers answers, Chats chats) {
		this.answers = answers;
		this.chats = chats;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	void list(Session session, HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.answers.list(session, request, response);
	}

	@GetMapping(path = "/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
	void show(Session session, @PathVariable @Id long userId, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		this.answers.one(session, userId, request, response);
	}

	@DeleteMapping("/{userId}")
	ResponseEntity<Void> delete(Session session, @PathVariable @Id long userId) {
		this.chats.delete(session, userId);
		return ResponseEntity.noContent().build();
	}

}
