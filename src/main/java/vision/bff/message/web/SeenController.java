package vision.bff.message.web;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Messages;
import vision.bff.session.Session;

@RestController
@RequestMapping(path = "/chats/{userId}/seen")
class SeenController {

	private final Messages messages;

	SeenController(Messages messages) {
		this.messages = messages;
	}

	@PutMapping
	ResponseEntity<Void> markSeen(Session session, @PathVariable @Id long userId) {
		this.messages.markSeen(new Conversation(session, userId));
		return ResponseEntity.noContent().build();
	}

}
