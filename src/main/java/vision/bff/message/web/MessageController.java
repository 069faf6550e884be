package vision.bff.message.web;

import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

import vision.bff.chat.Id;
import vision.bff.message.Conversation;
import vision.bff.message.Message;
import vision.bff.message.MessagePage;
import vision.bff.message.Messages;
import vision.bff.message.Position;
import vision.bff.message.ReadMode;
import vision.bff.message.SearchTerm;
import vision.bff.problem.InvalidValue;
import vision.bff.problem.ProblemCode;
import vision.bff.problem.ProblemException;
import vision.bff.session.Session;
import vision.bff.web.PublicPath;

@RestController
@RequestMapping(path = MessageController.PATH)
class MessageController {

	static final String PATH = "/chats/{userId}/messages";

	private final Messages messages;

	MessageController(Messages messages) {
		this.messages = messages;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	HttpEntity<MessagePageResource> list(Session session, @PathVariable @Id long userId,
			@RequestParam(defaultValue = "20") @PageLimit long limit,
			@RequestParam(required = false) @Id @Nullable Long before,
			@RequestParam(required = false) @Id @Nullable Long after,
			@RequestParam(required = false) @Id @Nullable Long around,
			@RequestParam(defaultValue = "false") boolean peek, HttpServletRequest request) {
		Position position = (around != null) ? around(around, before, after) : position(before, after);
		UriComponentsBuilder self = UriComponentsBuilder.fromPath(PublicPath.of(request, PATH))
			.uriVariables(Map.of("userId", userId));
		if (peek) {
			self.queryParam("peek", true);
		}
		MessagePage page = this.messages.page(new Conversation(session, userId), position, Math.toIntExact(limit),
				peek ? ReadMode.PEEK : ReadMode.READ);
		return MessagePageResource.answer(page, self, limit,
				(position instanceof Position.Newest) ? page.firstUnread() : null);
	}

	private static Position around(long around, @Nullable Long before, @Nullable Long after) {
		if (before != null || after != null) {
			throw new ProblemException(ProblemCode.INVALID_REQUEST,
					InvalidValue.parameter("around", "must not be given together with 'before' or 'after'"));
		}
		return new Position.Around(around);
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

	@GetMapping(path = "/search", produces = MediaType.APPLICATION_JSON_VALUE)
	HttpEntity<MessagePageResource> search(Session session, @PathVariable @Id long userId, @RequestParam String q,
			@RequestParam(defaultValue = "50") @PageLimit long limit,
			@RequestParam(required = false) @Id @Nullable Long before, HttpServletRequest request) {
		return MessagePageResource.answer(
				this.messages.search(new Conversation(session, userId), SearchTerm.of(q),
						(before != null) ? new Position.Before(before) : null, Math.toIntExact(limit)),
				UriComponentsBuilder.fromPath(PublicPath.of(request, PATH + "/search"))
					.queryParam("q", "{q}")
					.uriVariables(Map.of("userId", userId, "q", q)),
				limit, null);
	}

	@GetMapping(path = "/{messageId}", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Message> show(Session session, @PathVariable @Id long userId, @PathVariable @Id long messageId) {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.body(this.messages.one(new Conversation(session, userId), messageId));
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

}
