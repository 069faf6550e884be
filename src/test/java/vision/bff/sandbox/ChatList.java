package vision.bff.sandbox;

import java.util.List;

/**
 * The answer of {@code get_chats}.
 */
record ChatList(Visit visit) {

	/**
	 * JSON inside a string.
	 */
	private static final String OFFLINE = "{\"last_seen\":\"0\",\"online_ind\":\"off\"}";

	Answer answer() {
		List<ChatEntry> chats = this.visit.site().chats(this.visit.me());
		if (chats.isEmpty()) {
			return Answer.NOTHING;
		}
		if (this.visit.settings().has(Quirk.CLEARING_BREAKS_CHATS) && chats.stream().anyMatch(this::isEmpty)) {
			return Answer.notice(8192,
					"str_ireplace(): Passing null to parameter #3 ($subject) of type array|string is deprecated",
					"core/apps/chat/app_ctrl.php", 118);
		}
		return Answer.json(new JsonObject().with("code", 200)
			.with("valid", true)
			.with("message", "Chats successfully")
			.with("data", chats.stream().map(this::row).toList()));
	}

	private boolean isEmpty(ChatEntry chat) {
		return this.visit.site().newest(this.visit.me(), chat.other()) == null;
	}

	private JsonObject row(ChatEntry chat) {
		Person other = chat.other();
		long unread = this.visit.site().unread(this.visit.me(), other);
		JsonObject row = new JsonObject().with("user_id", other.id())
			.with("username", other.username())
			.with("name", other.name())
			.with("avatar", this.visit.origin() + "/" + StoredFiles.AVATAR)
			.with("verified", other.verified())
			.with("chat_id", chat.id())
			.with("time", this.visit.ago(chat.time()))
			.with("last_message", preview(other))
			.with("new_messages", (unread > 0) ? unread : "")
			.with("chat_url", this.visit.origin() + "/conversation/@" + other.username());
		return switch (this.visit.dialect()) {
			case A, B, EARLY -> row;
			case C -> row.with("is_online", OFFLINE);
		};
	}

	private Object preview(Person other) {
		StoredMessage newest = this.visit.site().newest(this.visit.me(), other);
		if (newest != null) {
			return newest.preview(this.visit.dialect());
		}
		return switch (this.visit.dialect()) {
			case A, B, EARLY -> "";
			case C -> JsonObject.NULL;
		};
	}

}
