package vision.bff.chat.web;

import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;

/**
 * The finished bytes of chat lists, made once for each list and kept for as long as
 * somebody keeps the list.
 */
class Renderings {

	private final Cache<List<Chat>, Rendering> renderings = Caffeine.newBuilder().weakKeys().build();

	private final JsonMapper jsonMapper;

	Renderings(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	Rendering of(ChatList list) {
		return this.renderings.get(list.items(),
				(items) -> Rendering.of(new ChatListResource(items, list.unreadCount()), this.jsonMapper));
	}

	Rendering of(Chat chat) {
		return Rendering.of(chat, this.jsonMapper);
	}

}
