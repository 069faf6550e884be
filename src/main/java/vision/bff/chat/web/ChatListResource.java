package vision.bff.chat.web;

import java.util.List;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.json.JsonMapper;

import vision.bff.chat.Chat;
import vision.bff.chat.ChatList;

@Schema(name = "ChatList", description = "All my chats, the one with the newest activity first")
record ChatListResource(
		@ArraySchema(maxItems = 100_000,
				arraySchema = @Schema(description = "At most one chat for each person")) List<Chat> items,
		@Schema(description = "Unread messages in all of them", minimum = "0", example = "2") int unreadCount) {

	/**
	 * The finished bytes of a list, made once.
	 */
	static Rendering rendered(ChatList list, JsonMapper jsonMapper) {
		return list.rendered(Rendering.class, (chats) -> Rendering.of(of(chats), jsonMapper));
	}

	private static ChatListResource of(ChatList list) {
		return new ChatListResource(list.items(), list.unreadCount());
	}

}
