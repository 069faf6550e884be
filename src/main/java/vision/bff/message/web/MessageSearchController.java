package vision.bff.message.web;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Messages;
import vision.bff.message.Position;
import vision.bff.message.SearchTerm;
import vision.bff.session.Session;

@RestController
@RequestMapping(path = "/chats/{userId}/messages/search")
class MessageSearchController {

	private final Messages messages;

	MessageSearchController(Messages messages) {
		this.messages = messages;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	HttpEntity<MessagePageResource> search(Session session, @PathVariable @Id long userId, @RequestParam String q,
			@RequestParam(defaultValue = "50") @PageLimit long limit,
			@RequestParam(required = false) @Id @Nullable Long before) {
		return MessagePageResource.answer(
				this.messages.search(new Conversation(session, userId), SearchTerm.of(q),
						(before != null) ? new Position.Before(before) : null, Math.toIntExact(limit)),
				UriComponentsBuilder.fromPath("/chats/{userId}/messages/search")
					.queryParam("q", "{q}")
					.uriVariables(Map.of("userId", userId, "q", q)),
				limit);
	}

}
