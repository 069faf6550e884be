package vision.bff.chat.web;

import java.util.List;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;

import vision.bff.chat.Chat;

@Schema(name = "ChatList", description = "All my chats, the one with the newest activity first")
record ChatListResource(
		@ArraySchema(maxItems = 100_000,
				arraySchema = @Schema(description = "At most one chat for each person")) List<Chat> items,
		@Schema(description = "Unread messages in all of them", minimum = "0", example = "2") int unreadCount) {
}
