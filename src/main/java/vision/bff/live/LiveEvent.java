package vision.bff.live;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;

import vision.bff.chat.Chat;
import vision.bff.message.Message;

/**
 * One thing that a client is told. What is written as JSON is its data.
 */
public sealed interface LiveEvent {

	/** Its type in the stream. */
	String type();

	/** The whole list, which takes the place of any other. */
	record AllChats(List<Chat> items, int unreadCount) implements LiveEvent {

		@Override
		public String type() {
			return "chats";
		}

	}

	/**
	 * One entry of the list is new or another one.
	 *
	 * @param index where it is now, once the entry of the same user has been taken out
	 */
	record ChangedChat(int index, Chat chat) implements LiveEvent {

		@Override
		public String type() {
			return "chat";
		}

	}

	/** An entry is no longer in the list. */
	record RemovedChat(long userId) implements LiveEvent {

		@Override
		public String type() {
			return "chat-removed";
		}

	}

	/** How many messages are unread in all chats. */
	record Unread(int count) implements LiveEvent {

		@Override
		public String type() {
			return "unread";
		}

	}

	/**
	 * The newest messages of an open chat, ascending by id and without a gap. They take
	 * the place of what the client has from the first of them on.
	 *
	 * @param complete whether the chat has no others
	 * @param gap whether messages are missing between these and what the client has
	 */
	record NewestMessages(long userId, List<Message> items, boolean complete, boolean gap) implements LiveEvent {

		@Override
		public String type() {
			return "messages";
		}

	}

	/** A message has come to an open chat, or was sent in it. */
	record NewMessage(long userId, Message message) implements LiveEvent {

		@Override
		public String type() {
			return "message";
		}

	}

	/** A message was seen or deleted by the other. */
	record ChangedMessage(long userId, Message message) implements LiveEvent {

		@Override
		public String type() {
			return "message-changed";
		}

	}

	/** A message was deleted by me. */
	record RemovedMessage(long userId, long id) implements LiveEvent {

		@Override
		public String type() {
			return "message-removed";
		}

	}

	/** The site is out of order, or again in order. */
	record UpstreamState(State state) implements LiveEvent {

		@Override
		public String type() {
			return "upstream";
		}

		/** Whether the site answers. */
		public enum State {

			UP("up"), DOWN("down");

			private final String word;

			State(String word) {
				this.word = word;
			}

			@JsonValue
			String word() {
				return this.word;
			}

		}

	}

	/** The site no longer knows the session, and there will be nothing more. */
	record SessionEnded() implements LiveEvent {

		@Override
		public String type() {
			return "session-ended";
		}

	}

}
