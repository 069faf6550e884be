package vision.bff.chat.web;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;
import vision.bff.chat.Chats;
import vision.bff.session.Session;
import vision.bff.web.AnswerOrigin;
import vision.bff.web.Rendering;

/**
 * Answers with chats. The finished bytes of a list are made once, and kept for as long as
 * somebody keeps the list.
 */
@Component
class ChatAnswers {

	private final Cache<List<Chat>, Rendering> renderings = Caffeine.newBuilder().weakKeys().build();

	private final Chats chats;

	private final JsonMapper jsonMapper;

	private final Clock clock;

	ChatAnswers(Chats chats, JsonMapper jsonMapper, Clock clock) {
		this.chats = chats;
		this.jsonMapper = jsonMapper;
		this.clock = clock;
	}

	void list(Session session, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Instant requestedAt = this.clock.instant();
		ChatList list = this.chats.all(session);
		new AnswerOrigin(list.asOf(), list.stale(), requestedAt).write(response);
		this.renderings
			.get(list.items(),
					(items) -> Rendering.of(new ChatListResource(items, list.unreadCount()), this.jsonMapper))
			.answer(request, response);
	}

	void one(Session session, long userId, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Instant requestedAt = this.clock.instant();
		ChatList list = this.chats.all(session);
		Chat chat = list.with(userId);
		new AnswerOrigin(list.asOf(), list.stale(), requestedAt).write(response);
		Rendering.of(chat, this.jsonMapper).answer(request, response);
	}

}
