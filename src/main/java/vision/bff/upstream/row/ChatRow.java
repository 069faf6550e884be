package vision.bff.upstream.row;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import vision.bff.chat.ApproximateTime;
import vision.bff.chat.Chat;
import vision.bff.chat.Person;
import vision.bff.time.TimeWindow;

/**
 * A row of get_chats: UPSTREAM.md, "get_chats".
 *
 * @param hasPresence whether the row tells if the person is online, as newer releases do
 */
public record ChatRow(long chatId, long userId, @Nullable String username, @Nullable String name,
		@Nullable String avatar, boolean verified, String time, @Nullable String lastMessage, int newMessages,
		@Nullable String chatUrl, boolean hasPresence) {

	static ChatRow of(Row row) {
		String time = row.text("time");
		return new ChatRow(row.id("chat_id"), row.id("user_id"), row.text("username"), row.text("name"),
				row.text("avatar"), "1".equals(row.text("verified")), (time != null) ? time : "",
				row.text("last_message"), row.count("new_messages"), row.text("chat_url"), row.has("is_online"));
	}

	/**
	 * Whether this shows that the list has whole texts: the text is longer than a cropped
	 * one, or there is what only newer releases have.
	 */
	public boolean isUncropped() {
		return this.hasPresence || (this.lastMessage != null
				&& LastMessageText.length(this.lastMessage) > LastMessageText.CROPPED_LENGTH);
	}

	Chat toChat(Site site, DisplayTime displayTime, TimeWindow asked, boolean uncropped) {
		Person person = new Person(this.userId, this.username, (this.name != null) ? PlainText.of(this.name) : null,
				site.address(this.avatar), this.verified);
		ApproximateTime lastActivity = displayTime.read(this.time, asked)
			.map((window) -> window.within(Instant.EPOCH, asked.latest()).coarse())
			.map((window) -> new ApproximateTime(this.time, window.earliest(), window.latest()))
			.orElseGet(() -> new ApproximateTime(this.time, null, null));
		return new Chat(this.chatId, person, LastMessageText.of(this.lastMessage, uncropped), this.newMessages,
				lastActivity, site.address(this.chatUrl));
	}

}
